/*
 * Commands that move: outline and form, folding, findings, find, back, go to.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/text.h"
#include "check/check.h"
#include "check/index.h"
#include "editor/internal.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "schema/place.h"
#include "value/path.h"

#define RESULT_LIMIT 1000	/* hits of a search */

bool
cmd_focus(struct editor *editor, const char *argument)
{
	(void)argument;
	editor->focus = editor->focus == FOCUS_FORM ? FOCUS_OUTLINE :
	    FOCUS_FORM;
	return true;
}

/* The payload a reference row names, or NULL. */
static struct value *
referred_payload(const struct editor *editor, const struct row *row)
{
	const char *text;
	size_t length;

	if (row->place == NULL || row->place->note->reference == NULL ||
	    !value_get_string(row->value, &text, &length))
		return NULL;
	return index_find_uuid(editor->checker, text, length);
}

bool
cmd_right(struct editor *editor, const char *argument)
{
	struct row row;
	struct value *payload;

	(void)argument;
	if (editor->focus == FOCUS_OUTLINE)
		return cmd_focus(editor, "");
	if (!editor_row(editor, &row))
		return false;
	if (row.can_unfold) {
		if (!row.unfolded)
			return form_unfold(editor->form,
			    form_cursor(editor->form));
		form_move_cursor(editor->form, 1);
		return true;
	}
	payload = referred_payload(editor, &row);
	if (payload == NULL)
		return false;
	editor_go_to(editor, payload, NULL);
	editor_say(editor, MESSAGE_INFO, "Backspace goes back");
	return true;
}

bool
cmd_left(struct editor *editor, const char *argument)
{
	struct row row;

	(void)argument;
	if (editor->focus == FOCUS_OUTLINE)
		return false;
	if (!editor_row(editor, &row))
		return cmd_focus(editor, "");
	if (row.can_unfold && row.unfolded)
		return form_fold(editor->form, form_cursor(editor->form));
	return form_go_out(editor->form) || cmd_focus(editor, "");
}

bool
cmd_back(struct editor *editor, const char *argument)
{
	(void)argument;
	if (editor_go_back(editor))
		return true;
	editor_say(editor, MESSAGE_INFO, "nowhere to go back to");
	return false;
}

/* --- findings --- */

struct finding_pick {
	const struct finding *const *all;
	size_t count;
	VEC(const struct finding *) left;
	const struct editor *editor;
};

static void
finding_label(const struct finding *finding, struct buf *label,
    struct buf *meaning, const struct value *root)
{
	finding_sentence(finding, label);
	finding_path(finding, root, meaning);
}

static size_t
filter_findings(void *arg, const char *text)
{
	struct finding_pick *pick = arg;
	const struct value *root = profile_root(pick->editor->profile);

	pick->left.count = 0;
	for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE;
	    severity--) {
		for (size_t i = 0; i < pick->count; i++) {
			AUTO_BUF whole = BUF_INIT;

			if ((int)pick->all[i]->severity != severity)
				continue;
			if (*text != '\0') {
				finding_label(pick->all[i], &whole, &whole,
				    root);
				buf_add_text(&whole, severity_names[severity]);
				buf_add_text(&whole,
				    finding_table[pick->all[i]->code].name);
				if (!text_has_words(buf_text(&whole), text))
					continue;
			}
			*VEC_PUSH(pick->left) = pick->all[i];
		}
	}
	return pick->left.count;
}

static void
show_finding(void *arg, size_t index, struct buf *label, struct buf *meaning,
    char *mark)
{
	struct finding_pick *pick = arg;
	const struct finding *finding = pick->left.items[index];
	static const char marks[SEVERITIES] = { ' ', '!', 'x' };

	finding_label(finding, label, meaning,
	    profile_root(pick->editor->profile));
	*mark = marks[finding->severity];
}

static void
explain_finding(void *arg, size_t index, struct buf *text)
{
	struct finding_pick *pick = arg;
	const struct finding *finding = pick->left.items[index];
	const struct finding_info *info = &finding_table[finding->code];

	buf_addf(text, "%s [%s]\n", severity_names[finding->severity],
	    info->name);
	/* What the list cuts: the file and the reason. */
	if (finding->code == FINDING_NOT_JUDGED) {
		finding_sentence(finding, text);
		buf_add_char(text, '\n');
	}
	buf_addf(text, "%s %s\n", info->text, info->advice);
	if (finding->fix != NULL)
		buf_addf(text, "To mend it: %s\n", finding->fix);
}

/* Goes to a finding of the worst-first list and says it. */
static void
go_to_finding(struct editor *editor, const struct finding *finding)
{
	static const enum message_kind kinds[SEVERITIES] = { MESSAGE_INFO,
		MESSAGE_WARNING, MESSAGE_ERROR };
	AUTO_BUF text = BUF_INIT;

	finding_sentence(finding, &text);
	if (finding->value != NULL)
		editor_go_to(editor, finding->value, finding->missing);
	editor_say(editor, kinds[finding->severity], "%s", buf_text(&text));
}

bool
cmd_findings(struct editor *editor, const char *argument)
{
	struct finding_pick left = { .editor = editor };
	struct pick pick = {
		.title = "Findings",
		.empty = "nothing to complain about",
		.arg = &left,
		.filter = filter_findings,
		.item = show_finding,
		.help = explain_finding,
	};
	size_t index;

	(void)argument;
	left.all = checker_findings(editor->checker, &left.count);
	if (left.count == 0) {
		editor_say(editor, MESSAGE_DONE,
		    "nothing to complain about");
		return true;
	}
	if (face_pick(&editor->face, &pick, &index) == PICK_TAKEN &&
	    index < left.left.count) {
		const struct finding *chosen = left.left.items[index];

		filter_findings(&left, "");
		for (size_t i = 0; i < left.left.count; i++) {
			if (left.left.items[i] == chosen)
				editor->finding_at = i;
		}
		editor->step = STEP_FINDINGS;
		go_to_finding(editor, chosen);
	}
	VEC_RELEASE(left.left);
	return true;
}

static bool
step_findings(struct editor *editor, int by)
{
	struct finding_pick left = { .editor = editor };
	size_t count;

	left.all = checker_findings(editor->checker, &left.count);
	count = filter_findings(&left, "");
	if (count == 0) {
		editor_say(editor, MESSAGE_DONE, "no findings are left");
		return false;
	}
	editor->finding_at = editor->finding_at >= count ?
	    (by > 0 ? 0 : count - 1) :
	    (editor->finding_at + (by > 0 ? 1 : count - 1)) % count;
	go_to_finding(editor, left.left.items[editor->finding_at]);
	VEC_RELEASE(left.left);
	return true;
}

/* --- find --- */

static size_t
filter_hits(void *arg, const char *text)
{
	struct editor *editor = arg;

	free(editor->hits);
	editor->hits = search_profile(editor->checker, text, RESULT_LIMIT,
	    &editor->hit_count);
	free(editor->search);
	editor->search = xstrdup(text);
	return editor->hit_count;
}

static void
show_hit(void *arg, size_t index, struct buf *label, struct buf *meaning,
    char *mark)
{
	struct editor *editor = arg;
	const struct hit *hit = &editor->hits[index];
	const struct value *root = profile_root(editor->profile);

	*mark = hit->missing != NULL ? ' ' : '.';
	if (hit->place != NULL)
		buf_add_text(label, place_title(hit->place));
	else if (hit->missing != NULL)
		buf_add_text(label, hit->missing);
	else if (hit->value->key != NULL)
		buf_add(label, hit->value->key->name, hit->value->key->length);
	path_of_value(hit->value, root, meaning);
	if (hit->missing != NULL)
		path_add_segment(meaning, hit->missing, strlen(hit->missing));
}

static void
go_to_hit(struct editor *editor)
{
	const struct hit *hit = &editor->hits[editor->hit_at];

	if (!editor_go_to(editor, hit->value, hit->missing)) {
		editor_say(editor, MESSAGE_WARNING,
		    "that result is no longer there: find again");
		return;
	}
	editor_say(editor, MESSAGE_INFO, "result %zu of %zu for '%s'",
	    editor->hit_at + 1, editor->hit_count, editor->search);
}

/* The value under the cursor may be gone from an old result: asked first. */
static void
drop_stale_hits(struct editor *editor)
{
	const struct value *root = profile_root(editor->profile);
	size_t kept = 0;

	for (size_t i = 0; i < editor->hit_count; i++) {
		if (value_is_attached(editor->hits[i].value, root))
			editor->hits[kept++] = editor->hits[i];
	}
	editor->hit_count = kept;
	if (editor->hit_at >= kept)
		editor->hit_at = 0;
}

bool
cmd_find(struct editor *editor, const char *argument)
{
	struct pick pick = {
		.title = "Find",
		.empty = "type words; all must match",
		.arg = editor,
		.filter = filter_hits,
		.item = show_hit,
	};
	size_t index = 0;

	if (*argument != '\0') {
		if (filter_hits(editor, argument) == 0) {
			editor_say(editor, MESSAGE_INFO, "nothing matches '%s'",
			    argument);
			return false;
		}
	} else if (face_pick(&editor->face, &pick, &index) != PICK_TAKEN ||
	    index >= editor->hit_count) {
		return false;
	}
	editor->hit_at = index;
	editor->step = STEP_RESULTS;
	go_to_hit(editor);
	return true;
}

static bool
step_results(struct editor *editor, int by)
{
	drop_stale_hits(editor);
	if (editor->hit_count == 0) {
		editor_say(editor, MESSAGE_INFO, "no results are left");
		return false;
	}
	editor->hit_at = (editor->hit_at +
	    (by > 0 ? 1 : editor->hit_count - 1)) % editor->hit_count;
	go_to_hit(editor);
	return true;
}

static bool
step(struct editor *editor, int by)
{
	if (editor->step == STEP_RESULTS)
		return step_results(editor, by);
	if (editor->step == STEP_NONE) {
		editor->step = STEP_FINDINGS;
		editor->finding_at = (size_t)-1;
	}
	return step_findings(editor, by);
}

bool
cmd_next(struct editor *editor, const char *argument)
{
	(void)argument;
	return step(editor, 1);
}

bool
cmd_previous(struct editor *editor, const char *argument)
{
	(void)argument;
	return step(editor, -1);
}

/* --- go to --- */

bool
cmd_go(struct editor *editor, const char *argument)
{
	AUTO_ERROR err = ERROR_INIT;
	struct value *value;

	if (*argument != '\0' &&
	    strspn(argument, "0123456789") == strlen(argument)) {
		struct integer line;

		if (!scalar_parse_integer(argument, strlen(argument), &line))
			return false;
		value = profile_value_at_line(editor->profile,
		    (size_t)line.magnitude);
	} else {
		value = payload_find(editor->profile, argument, &err);
	}
	if (value == NULL) {
		if (err.code == ERR_NONE)
			editor_say(editor, MESSAGE_ERROR, "no such line");
		else
			editor_fail(editor, &err);
		return false;
	}
	return editor_go_to(editor, value, NULL);
}

/* --- what is shown --- */

bool
cmd_filter(struct editor *editor, const char *argument)
{
	unsigned filter = (form_get_filter(editor->form) + 1u) % FORM_FILTERS;

	for (unsigned i = 0; *argument != '\0' && i < FORM_FILTERS; i++) {
		if (strcmp(form_filter_names[i], argument) == 0)
			filter = i;
	}
	form_set_filter(editor->form, (enum form_filter)filter);
	editor_say(editor, MESSAGE_INFO, "showing: %s",
	    form_filter_names[filter]);
	return true;
}

void
complete_filter(struct editor *editor, const char *argument, struct buf *out)
{
	(void)editor;
	for (unsigned i = 0; i < FORM_FILTERS; i++) {
		if (strncmp(form_filter_names[i], argument,
		    strlen(argument)) == 0)
			buf_addf(out, "%s\n", form_filter_names[i]);
	}
}

bool
cmd_names(struct editor *editor, const char *argument)
{
	(void)argument;
	form_show_names(editor->form, !form_shows_names(editor->form));
	return true;
}

bool
cmd_reveal(struct editor *editor, const char *argument)
{
	(void)argument;
	editor->reveal = !editor->reveal;
	editor_say(editor, MESSAGE_INFO, editor->reveal ?
	    "secrets are shown: r masks them" : "secrets are masked");
	return true;
}

bool
cmd_explain(struct editor *editor, const char *argument)
{
	AUTO_BUF text = BUF_INIT, title = BUF_INIT;
	struct row row;

	(void)argument;
	if (editor->focus == FOCUS_OUTLINE) {
		char mark;

		editor_outline_row(editor, editor->outline, &title, &mark);
		editor_outline_help(editor, editor->outline, &text);
		face_show(&editor->face, buf_text(&title), buf_text(&text));
		return true;
	}
	if (!editor_row(editor, &row))
		return false;
	form_row_help(editor->form, &row, HELP_FULL, &text);
	form_row_title(editor->form, &row, &title);
	face_show(&editor->face, buf_text(&title), buf_text(&text));
	return true;
}
