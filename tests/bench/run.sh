# make bench: runs every tests/bench/*.bench.sh and prints their lines.
for bench in "$top_srcdir"/tests/bench/*.bench.sh; do
	[ -f "$bench" ] || continue
	sh "$bench" || exit 1
done
