# Searching all schemas, as a whole process, beside one that does nothing.
. "$top_srcdir/tests/bench/lib.sh"

# search WORDS
search()
{
	"$bench/paint" -n -r 15 "$PROFEDIT" schema search $1 :: \
	    "$PROFEDIT" --version >"$work/out" || exit 1
	limit "schema search $1, least of 15" "$(awk -v us="$(field 1 1 \
	    "$work/out")" 'BEGIN { printf "%.1f", us / 1000 }')" 20 ms \
	    "--version $(milliseconds "$(field 1 2 "$work/out")")"
}

search 'wifi password'
search server
search the
