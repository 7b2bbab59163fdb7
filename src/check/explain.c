/*
 * Why a key is required, ignored or forbidden now, in words.  See check.h.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "check/internal.h"
#include "check/where.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "value/value.h"

/*
 * Follows the place's way down from PAYLOAD; the first item of a list stands
 * for all.
 */
static struct value *
find_owner(struct value *payload, const struct place *place)
{
	struct value *above;

	if (place == NULL || place->key == NULL)
		return payload;
	above = find_owner(payload, place->parent);
	if (above == NULL)
		return NULL;
	return place_is_slot(place) ? value_at(above, 0)
	    : value_find(above, place->key->name);
}

/* Only rules that speak of other keys explain anything. */
static bool
has_reason(const struct assertion *rule)
{
	return rule->text != NULL && !rule->on_update &&
	    (rule->when_count > 0 || rule->any_count > 0);
}

bool
checker_explain(struct checker *checker, const struct value *payload,
    const struct place *place, struct buf *out)
{
	size_t before = out->length;
	bool named = place->key != NULL && !place_is_slot(place);
	struct value *owner = find_owner((struct value *)payload,
	    named ? place->parent : place);

	if (owner == NULL)
		return false;
	for (size_t i = 0; i < place->assertion_count; i++) {
		const struct assertion *rule = place->assertions[i];
		struct instance instance;
		bool certain;

		if (!has_reason(rule))
			continue;
		rule_instance(checker, rule, owner, &instance);
		if (!rule_applies(&instance, &certain))
			continue;
		if (out->length > before)
			buf_add_char(out, '\n');
		buf_addf(out, "%s %s", place_title(place), rule->text);
	}
	return out->length > before;
}
