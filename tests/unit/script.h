/*
 * A face that answers out of a table: what commands ask is compared with what
 * the test expects, in order.
 */
#ifndef UNIT_SCRIPT_H
#define UNIT_SCRIPT_H

#include "base/buf.h"
#include "editor/face.h"
#include "unit.h"

enum script_kind {
	SCRIPT_END, SCRIPT_ASK, SCRIPT_PICK, SCRIPT_SET, SCRIPT_PROMPT,
	SCRIPT_SHOW, SCRIPT_OUTSIDE
};

struct script_step {
	enum script_kind kind;
	const char *about;	/* must occur in the question, title, label */
	/*
	 * ASK: the answer's letter, "" leaves; PICK: what is typed to narrow,
	 * then the first is taken, NULL leaves; SET: labels to toggle split by
	 * '|'; PROMPT: the text, NULL leaves; SHOW: must occur in the text;
	 * OUTSIDE: run by sh.
	 */
	const char *answer;
};

struct script {
	const struct script_step *steps;
	size_t at;
	struct buf messages;	/* all that was said, a line each */
};

static const struct script_step *
script_next(struct script *script, enum script_kind kind, const char *about)
{
	const struct script_step *step = &script->steps[script->at];

	if (step->kind != kind || strstr(about, step->about) == NULL)
		fail_msg("step %zu: asked '%s' (%d), expected '%s' (%d)",
		    script->at, about, (int)kind,
		    step->about != NULL ? step->about : "nothing",
		    (int)step->kind);
	script->at++;
	return step;
}

static void
script_message(void *arg, enum message_kind kind, const char *text)
{
	struct script *script = arg;

	(void)kind;
	buf_addf(&script->messages, "%s\n", text);
}

static int
script_ask(void *arg, const char *question, const struct answer *answers,
    size_t count)
{
	const struct script_step *step = script_next(arg, SCRIPT_ASK,
	    question);

	for (size_t i = 0; i < count; i++) {
		if (answers[i].key == *step->answer)
			return (int)i;
	}
	if (*step->answer != '\0')
		fail_msg("'%s' has no answer '%s'", question, step->answer);
	return -1;
}

static void
script_toggle(const struct pick *pick, const char *names)
{
	while (*names != '\0') {
		size_t length = strcspn(names, "|"), count, i;

		count = pick->filter(pick->arg, "");
		for (i = 0; i < count; i++) {
			AUTO_BUF label = BUF_INIT, meaning = BUF_INIT;
			AUTO_BUF notice = BUF_INIT;
			char mark;

			pick->item(pick->arg, i, &label, &meaning, &mark);
			if (memmem(buf_text(&label), label.length, names,
			    length) == NULL)
				continue;
			pick->toggle(pick->arg, i, &notice);
			break;
		}
		if (i == count)
			fail_msg("no box '%s'", names);
		names += length + (names[length] == '|');
	}
}

static enum pick_result
script_pick(void *arg, const struct pick *pick, size_t *index)
{
	const struct script_step *step = script_next(arg,
	    pick->toggle != NULL ? SCRIPT_SET : SCRIPT_PICK, pick->title);

	*index = 0;
	if (step->answer == NULL)
		return PICK_CANCELLED;
	if (pick->toggle != NULL) {
		script_toggle(pick, step->answer);
		return PICK_TAKEN;
	}
	if (pick->filter(pick->arg, step->answer) == 0)
		fail_msg("'%s': nothing matches '%s'", pick->title,
		    step->answer);
	return PICK_TAKEN;
}

static enum prompt_result
script_prompt(void *arg, const struct prompt *prompt, struct buf *out)
{
	const struct script_step *step = script_next(arg, SCRIPT_PROMPT,
	    prompt->label);
	AUTO_BUF complaint = BUF_INIT, hint = BUF_INIT;

	if (step->answer == NULL)
		return PROMPT_CANCELLED;
	if (prompt->check != NULL && !prompt->check(prompt->arg, step->answer,
	    strlen(step->answer), &complaint, &hint))
		fail_msg("'%s' is refused: %s", step->answer,
		    buf_text(&complaint));
	buf_truncate(out, 0);
	buf_add_text(out, step->answer);
	return PROMPT_TAKEN;
}

static void
script_show(void *arg, const char *title, const char *text)
{
	const struct script_step *step = script_next(arg, SCRIPT_SHOW, title);

	if (strstr(text, step->answer) == NULL)
		fail_msg("'%s' is not in:\n%s", step->answer, text);
}

static int
script_outside(void *arg, const char *command)
{
	const struct script_step *step = script_next(arg, SCRIPT_OUTSIDE,
	    command);
	const char *file = strchr(command, ' ');
	AUTO_BUF line = BUF_INIT;

	/*
	 * The answer is a filter of sed's, run on the file the editor was
	 * given.
	 */
	buf_addf(&line, "sed -i.bak '%s'%s", step->answer, file);
	return system(buf_text(&line));
}

static void
script_nothing(void *arg)
{
	(void)arg;
}

static const struct face_ops script_ops = {
	.message = script_message,
	.ask = script_ask,
	.pick = script_pick,
	.prompt = script_prompt,
	.show = script_show,
	.run_outside = script_outside,
	.suspend = script_nothing,
	.redraw = script_nothing,
};

#endif
