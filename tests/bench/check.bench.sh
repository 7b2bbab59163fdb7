# Checking every profile of the corpus in one process, beside libplist merely
# parsing the same bytes.
. "$top_srcdir/tests/bench/lib.sh"

# One file as a whole process.  What it took when the schemas were read from
# files, on amd64: 5.07 million instructions.
if has valgrind; then
	valgrind --tool=callgrind --callgrind-out-file="$work/callgrind" \
	    "$PROFEDIT" check "$example" >/dev/null 2>&1
	limit 'check of one file' "$(sed -n 's/^totals: //p' \
	    "$work/callgrind")" 4560000 instructions '(5070000 before)'
else
	skip 'check of one file' 'valgrind is not installed'
fi

[ -f "$corpus/INDEX.tsv" ] && [ -d "$upstream" ] || {
	skip 'check of the corpus' "no corpus in '$corpus'"; exit 0; }

# profiles SIGNED: the names of all profiles that are (1) or are not (0).
profiles()
{
	awk -F '\t' -v signed="$1" -v top="$corpus" '
	($2 ~ /^mobileconfig/ || $2 == "profile-other-ext") &&
	    ($5 ~ /^cms/) == signed { print top "/" $1 }' "$corpus/INDEX.tsv"
}

# compare WHAT SIGNED TARGET
compare()
{
	profiles "$2" >"$work/list"
	IFS='
'
	set -f
	set -- "$1" "$3" $(cat "$work/list")
	unset IFS
	set +f
	what=$1 target=$2
	shift 2
	"$bench/paint" -n -r 7 \
	    "$PROFEDIT" check --schema-dir "$upstream" -- "$@" :: \
	    "$bench/plist_parse" "$@" >"$work/out" || exit 1
	figure "check of $# $what profiles, least of 7" \
	    "$(field 1 1 "$work/out")" 'libplist parsing' \
	    "$(field 1 2 "$work/out")" ms "$target"
}

compare unsigned 0 4
compare signed 1
