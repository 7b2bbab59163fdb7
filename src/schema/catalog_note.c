/*
 * What there is to say about the files of the catalogue: those that cannot be
 * read, what the loaders noted, rules that resolve to no key.  See catalog.h.
 */
#include "config.h"

#include "base/die.h"
#include "base/error.h"
#include "base/map.h"
#include "schema/catalog_internal.h"

size_t
catalog_note_failure(struct catalog *catalog, const char *path,
    const struct error *err)
{
	struct failure *failure = VEC_PUSH(catalog->failures);

	*failure = (struct failure){ .error = ERROR_INIT };
	error_set(&failure->error, err->code, "%s", err->message);
	error_locate(&failure->error, err->file != NULL ? err->file : path,
	    err->line, err->column);
	return catalog->failures.count;
}

size_t
catalog_note_blind(struct catalog *catalog, const char *file,
    const struct schema_note *notes, size_t count)
{
	size_t first = 0;

	for (size_t i = 0; i < count; i++) {
		AUTO_ERROR err = ERROR_INIT;

		if (!notes[i].blinds)
			continue;
		error_set(&err, ERR_SYNTAX, "%s", notes[i].message);
		error_locate(&err, file, notes[i].line, notes[i].column);
		size_t number = catalog_note_failure(catalog, file, &err);

		catalog->failures.items[number - 1].noted = true;
		first = first != 0 ? first : number;
	}
	return first;
}

const struct error *
catalog_failure(const struct catalog *catalog, size_t index)
{
	return index < catalog->failures.count ?
	    &catalog->failures.items[index].error : NULL;
}

struct note_visit {
	bool (*visit)(const char *file, unsigned line, unsigned column,
	    const char *message, bool serious, void *arg);
	void *arg;
	bool stopped;
};

static void
visit_notes(struct note_visit *v, const char *file,
    const struct schema_note *notes, size_t count)
{
	for (size_t i = 0; i < count && !v->stopped; i++)
		v->stopped = !v->visit(file, notes[i].line, notes[i].column,
		    notes[i].message, notes[i].serious, v->arg);
}

static void
visit_schema(struct note_visit *v, const struct schema *schema)
{
	if (schema != NULL)
		visit_notes(v, schema->file, schema->notes,
		    schema->note_count);
}

static void
visit_payload(struct note_visit *v, const struct payload *payload)
{
	for (size_t i = 0; i < payload->notes.list.count && !v->stopped; i++)
		visit_notes(v, payload->note_files.items[i],
		    &payload->notes.list.items[i], 1);
}

static bool
visit_type(const char *name, size_t length, void *value, void *arg)
{
	const struct type *type = value;
	struct note_visit *v = arg;

	(void)name;
	(void)length;
	for (size_t i = 0; i < type->files.count; i++)
		visit_schema(v, type->files.items[i]->schema);
	for (size_t i = 0; i < type->legacy.count; i++)
		visit_schema(v, type->legacy.items[i]->schema);
	for (size_t i = 0; i < type->rules.count; i++) {
		const struct rules *rules = type->rules.items[i]->rules;

		if (rules != NULL)
			visit_notes(v, rules->file, rules->notes,
			    rules->note_count);
	}
	/* Further ones of the same type would say the same again. */
	for (size_t i = 0; type->payloads != NULL && i < type->files.count;
	    i++)
		if (type->payloads[i] != NULL) {
			visit_payload(v, type->payloads[i]);
			if (type->payloads[i]->schema.file_count > 1)
				break;
		}
	return !v->stopped;
}

void
catalog_each_note(struct catalog *catalog,
    bool (*visit)(const char *file, unsigned line, unsigned column,
	const char *message, bool serious, void *arg), void *arg)
{
	struct note_visit v = { visit, arg, false };

	for (size_t i = 0; i < catalog->failures.count && !v.stopped; i++) {
		const struct failure *failure = &catalog->failures.items[i];
		const struct error *err = &failure->error;

		if (!failure->noted)
			v.stopped = !visit(err->file, (unsigned)err->line,
			    (unsigned)err->column, err->message, true, arg);
	}
	if (!v.stopped)
		map_each(catalog->types, visit_type, &v);
}
