/*
 * The built-in files as trees.  See embedded.h.
 */
#include "config.h"

#include "schema/embedded.h"

#include <string.h>

#include "base/arena.h"
#include "base/yaml.h"
#include "schema/embedded_data.h"

static const char *
text_at(uint32_t offset)
{
	return embedded_pool + offset;
}

/* Order of NAME, which has LENGTH bytes, and TEXT, as strcmp() has it. */
static int
compare(const char *name, size_t length, const char *text)
{
	int order = strncmp(name, text, length);

	return order != 0 ? order : text[length] != '\0' ? -1 : 0;
}

size_t
embedded_count(enum embedded_folder folder)
{
	return embedded_folder_start[folder + 1] -
	    embedded_folder_start[folder];
}

const struct embedded_file *
embedded_at(enum embedded_folder folder, size_t index)
{
	return &embedded_files[embedded_folder_start[folder] + index];
}

const struct embedded_file *
embedded_find(enum embedded_folder folder, const char *id, size_t length)
{
	size_t low = 0, high = embedded_count(folder);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct embedded_file *file = embedded_at(folder, middle);
		size_t least = length < file->id_length ? length :
		    file->id_length;
		int order = memcmp(id, text_at(file->id), least);

		if (order == 0 && length == file->id_length)
			return file;
		if (order < 0 || (order == 0 && length < file->id_length))
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const struct embedded_file *
embedded_of_type(const char *type, size_t length, size_t index)
{
	size_t count = embedded_count(EMBEDDED_PROFILES);
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct embedded_file *file =
		    &embedded_files[embedded_by_type[middle]];

		if (compare(type, length, text_at(file->type)) > 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (index >= count - low)
		return NULL;
	const struct embedded_file *file =
	    &embedded_files[embedded_by_type[low + index]];

	return compare(type, length, text_at(file->type)) == 0 ? file : NULL;
}

const char *
embedded_alias(const char *name, size_t length)
{
	for (uint32_t i = 0; i < embedded_alias_count; i++)
		if (compare(name, length,
		    text_at(embedded_aliases[i].name)) == 0)
			return text_at(embedded_aliases[i].type);
	return NULL;
}

const char *
embedded_name(const struct embedded_file *file)
{
	return text_at(file->name);
}

const char *
embedded_type(const struct embedded_file *file)
{
	return text_at(file->type);
}

const char *
embedded_title(const struct embedded_file *file)
{
	return text_at(file->title);
}

/* What is known of a scalar or container FROM, but what it holds. */
static void
make_node(const struct embedded_node *from, struct yaml_node *node)
{
	node->kind = EMBEDDED_KIND(from->head);
	node->plain = EMBEDDED_PLAIN(from->head);
	node->line = from->line;
	node->column = EMBEDDED_COLUMN(from->head);
	if (node->kind == YAML_SCALAR) {
		node->text = text_at(from->a);
		node->length = from->b;
	} else {
		node->count = from->b;
	}
}

/*
 * Gives NODE what it holds, out of NODES; the pointers go to *PLACE, which
 * moves on.
 */
static void
fill(struct yaml_node *node, const uint32_t *refs, struct yaml_node *nodes,
    void ***place)
{
	size_t count = node->count;

	if (node->kind == YAML_MAPPING) {
		node->keys = (const struct yaml_node **)*place;
		*place += count;
		for (size_t i = 0; i < count; i++)
			node->keys[i] = nodes + refs[i];
		refs += count;
	}
	node->items = (struct yaml_node **)*place;
	*place += count;
	for (size_t i = 0; i < count; i++)
		node->items[i] = nodes + refs[i];
}

struct yaml_node *
embedded_tree(const struct embedded_file *file, struct arena *arena)
{
	const struct embedded_node *from = embedded_nodes + file->node;
	struct yaml_node *nodes = arena_alloc(arena,
	    file->node_count * sizeof *nodes);
	void **place = arena_alloc(arena, file->ref_count * sizeof *place);

	for (uint32_t i = 0; i < file->node_count; i++) {
		make_node(&from[i], &nodes[i]);
		if (nodes[i].kind != YAML_SCALAR)
			fill(&nodes[i], embedded_refs + from[i].a, nodes,
			    &place);
	}
	return nodes;
}

void
embedded_each_text(const struct embedded_file *file,
    bool (*visit)(const char *text, void *arg), void *arg)
{
	const struct embedded_node *nodes = embedded_nodes + file->node;

	for (uint32_t i = 0; i < file->node_count; i++)
		if (EMBEDDED_KIND(nodes[i].head) == YAML_SCALAR &&
		    !visit(text_at(nodes[i].a), arg))
			return;
}

const char *
embedded_release(void)
{
	return text_at(embedded_release_text);
}
