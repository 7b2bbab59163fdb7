# Loading every profile schema beside libyaml's bare event loop.
. "$top_srcdir/tests/bench/lib.sh"

what='loading all profile schemas, least of 15'
[ -d "$upstream/mdm/profiles" ] || {
	skip "$what" "no upstream schemas in '$upstream'"; exit 0; }

"$bench/schema_load" 15 "$upstream"/mdm/profiles/*.yaml >"$work/out" || exit 1
figure "$what" "$(field 1 1 "$work/out")" 'libyaml events' \
    "$(field 2 1 "$work/out")" ms 1.5
