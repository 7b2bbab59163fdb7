/*
 * Writes findings.  Knows no file descriptor: the face that asked prints.  See
 * report.h.
 */
#include "config.h"

#include "check/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "check/check.h"
#include "profile/blob.h"
#include "profile/edit.h"
#include "profile/profile.h"
#include "schema/place.h"
#include "value/value.h"

struct report {
	enum report_format format;
	enum severity threshold;
	bool terminal_safe;
	struct buf *out;
	struct json json;
	size_t shown;
};

struct report *
report_new(enum report_format format, enum severity threshold,
    bool terminal_safe, struct buf *out)
{
	struct report *report = xcalloc(1, sizeof *report);

	report->format = format;
	report->threshold = threshold;
	report->terminal_safe = terminal_safe;
	report->out = out;
	if (format == REPORT_JSON) {
		json_init(&report->json, out, 1);
		json_open_object(&report->json);
		json_key(&report->json, "version");
		json_integer(&report->json, 1);
		json_key(&report->json, "files");
		json_open_array(&report->json);
	}
	return report;
}

/* One line, whatever it is called: a name must not make a finding up. */
static void
add_safe(const struct report *report, const char *text)
{
	if (report->terminal_safe) {
		text_make_safe(report->out, text, strlen(text), TEXT_ONE_LINE);
		return;
	}
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			buf_add_text(report->out, "\\n");
		else if (*text == '\r')
			buf_add_text(report->out, "\\r");
		else
			buf_add_char(report->out, *text);
	}
}

static void
add_text_line(struct report *report, const char *name,
    const struct finding *finding, const char *sentence, const char *path)
{
	add_safe(report, name);
	if (finding->line > 0)
		buf_addf(report->out, ":%zu:%zu", finding->line,
		    finding->column);
	buf_addf(report->out, ": %s: ", severity_names[finding->severity]);
	add_safe(report, sentence);
	if (finding->fix != NULL) {
		buf_add_text(report->out, "; ");
		add_safe(report, finding->fix);
	}
	buf_addf(report->out, " [%s]", finding_table[finding->code].name);
	if (path[0] != '\0') {
		buf_add_char(report->out, ' ');
		add_safe(report, path);
	}
	buf_add_char(report->out, '\n');
}

static void
add_json_string(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	if (text != NULL)
		json_string(json, text);
	else
		json_null(json);
}

static void
add_json_finding(struct report *report, const struct finding *finding,
    const char *sentence, const char *path)
{
	struct json *json = &report->json;
	AUTO_BUF schema = BUF_INIT;

	if (finding->place != NULL)
		place_format(finding->place, &schema);
	json_open_object(json);
	add_json_string(json, "severity", severity_names[finding->severity]);
	add_json_string(json, "code", finding_table[finding->code].name);
	add_json_string(json, "path", path);
	/* Of a file that cannot be read there is none. */
	if (finding->line > 0) {
		json_key(json, "line");
		json_integer(json, (int64_t)finding->line);
		json_key(json, "column");
		json_integer(json, (int64_t)finding->column);
	}
	add_json_string(json, "message", sentence);
	add_json_string(json, "schema",
	    finding->place != NULL ? buf_text(&schema) : NULL);
	add_json_string(json, "fix", finding->fix);
	json_close_object(json);
}

static void
add_finding(struct report *report, const char *name,
    const struct finding *finding, const struct value *root)
{
	AUTO_BUF sentence = BUF_INIT;
	AUTO_BUF path = BUF_INIT;

	finding_sentence(finding, &sentence);
	if (root != NULL)
		finding_path(finding, root, &path);
	if (report->format == REPORT_JSON)
		add_json_finding(report, finding, buf_text(&sentence),
		    buf_text(&path));
	else
		add_text_line(report, name, finding, buf_text(&sentence),
		    buf_text(&path));
}

/* One walk over the document finds all lines. */
static struct position *
locate(struct profile *profile, const struct finding *const *findings,
    size_t count)
{
	struct position *positions = xcalloc(count + 1, sizeof *positions);

	for (size_t i = 0; i < count; i++) {
		const struct value *value = findings[i]->value;

		positions[i].value = value != NULL ? value
		    : profile_root(profile);
		positions[i].place = PLACE_ENTRY;
	}
	profile_locate(profile, positions, count);
	return positions;
}

static void
open_json_file(struct report *report, const char *name)
{
	if (report->format != REPORT_JSON)
		return;
	json_open_object(&report->json);
	add_json_string(&report->json, "file", name);
	json_key(&report->json, "findings");
	json_open_array(&report->json);
}

/* What was counted and not kept, by code. */
static void
close_file(struct report *report, const char *name,
    const size_t left[FINDING_CODES])
{
	bool any = false;

	if (report->format == REPORT_JSON)
		json_close_array(&report->json);
	for (int i = 0; i < FINDING_CODES; i++) {
		if (left[i] == 0 ||
		    finding_table[i].severity < report->threshold)
			continue;
		if (report->format == REPORT_TEXT) {
			add_safe(report, name);
			buf_addf(report->out, ": note: %zu more [%s]\n",
			    left[i], finding_table[i].name);
			continue;
		}
		if (!any) {
			json_key(&report->json, "more");
			json_open_object(&report->json);
		}
		any = true;
		json_key(&report->json, finding_table[i].name);
		json_integer(&report->json, (int64_t)left[i]);
	}
	if (any)
		json_close_object(&report->json);
	if (report->format == REPORT_JSON)
		json_close_object(&report->json);
}

/* Those at or above the threshold; LEFT counts down. */
static void
add_findings(struct report *report, const char *name, struct checker *checker,
    const struct finding *const *findings, size_t count,
    size_t left[FINDING_CODES])
{
	struct profile *profile = checker_profile(checker);
	AUTO_FREE struct position *positions = locate(profile, findings,
	    count);
	bool as_read = edit_position(profile) == 0;

	for (size_t i = 0; i < count; i++) {
		struct finding at = *findings[i];

		left[at.code]--;
		if (at.severity < report->threshold)
			continue;
		if (at.line == 0 || !as_read) {
			at.line = positions[i].line;
			at.column = positions[i].column;
		}
		add_finding(report, name, &at, profile_root(profile));
	}
}

void
report_file(struct report *report, const char *name, struct checker *checker)
{
	size_t count, left[FINDING_CODES];
	const struct finding *const *findings = checker_findings(checker,
	    &count);

	open_json_file(report, name);
	for (int i = 0; i < FINDING_CODES; i++)
		left[i] = checker_code_count(checker, (enum finding_code)i);
	add_findings(report, name, checker, findings, count, left);
	close_file(report, name, left);
	for (int i = (int)report->threshold; i < SEVERITIES; i++)
		report->shown += checker_count(checker, (enum severity)i);
}

void
report_findings(struct report *report, const char *name,
    struct checker *checker, const struct finding *const *findings,
    size_t count)
{
	static const size_t none[FINDING_CODES];
	size_t left[FINDING_CODES] = { 0 };

	open_json_file(report, name);
	add_findings(report, name, checker, findings, count, left);
	close_file(report, name, none);
	report->shown += count;
}

void
report_unreadable(struct report *report, const char *name,
    const struct error *err)
{
	static const size_t none[FINDING_CODES];
	struct finding finding = {
		.code = err->code == ERR_SYNTAX ? FINDING_SYNTAX
		    : FINDING_UNREADABLE,
		.severity = SEVERITY_ERROR,
		.message = err->message,
		.line = err->line,
		.column = err->column,
	};

	open_json_file(report, name);
	add_finding(report, name, &finding, NULL);
	close_file(report, name, none);
	report->shown++;
}

void
report_end(struct report *report, size_t *shown)
{
	if (report->format == REPORT_JSON) {
		json_close_array(&report->json);
		json_close_object(&report->json);
		buf_add_char(report->out, '\n');
	}
	if (shown != NULL)
		*shown = report->shown;
	free(report);
}

static bool
ends_with(const char *name, size_t length, const char *end)
{
	size_t size = strlen(end);

	return length >= size && text_compare_nocase(name + length - size,
	    size, end, size) == 0;
}

bool
report_names_secret(const char *name, size_t length)
{
	static const char *const ends[] = { "password", "passphrase", "secret",
	    "passcode", "privatekey", "apikey", "token", "challenge",
	    "presharedkey", "psk" };

	for (size_t i = 0; i < ARRAY_COUNT(ends); i++)
		if (ends_with(name, length, ends[i]))
			return true;
	return false;
}

/* For keys that no schema describes: what such keys are commonly called. */
static bool
has_secret_name(const struct value *value)
{
	return value->key != NULL && !value_is_container(value) &&
	    value->type != VALUE_BOOLEAN &&
	    report_names_secret(value->key->name, value->key->length);
}

static bool
is_private_key(const struct value *value)
{
	struct blob_info info = { 0 };
	AUTO_BUF bytes = BUF_INIT;

	if (value->type != VALUE_DATA || !value_get_data(value, &bytes))
		return false;
	blob_identify(bytes.data, bytes.length, &info);
	bool is = info.kind == BLOB_PRIVATE_KEY || info.kind == BLOB_PKCS12;

	blob_info_release(&info);
	return is;
}

bool
report_is_secret(const struct place *place, const struct value *value)
{
	if (place != NULL && place->note->secret != SECRET_NO)
		return true;
	if (value == NULL)
		return false;
	return (place == NULL && has_secret_name(value)) ||
	    is_private_key(value);
}
