# Each header under src/ compiles by itself, with nothing before it but
# config.h.  One TAP case per header.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
count=0

cd "$top_srcdir/src" || exit 99
for header in */*.h; do
	count=$((count + 1))
	printf '#include "config.h"\n#include "%s"\n#include "%s"\n' \
	    "$header" "$header" >"$work/one.c"
	# shellcheck disable=SC2086
	if $CC -std=gnu17 $HEADER_CFLAGS -I. -I"$top_builddir" -Wall -Wextra \
	    -Werror -fsyntax-only "$work/one.c" >"$work/log" 2>&1; then
		echo "ok $count - $header"
	else
		echo "not ok $count - $header"
		sed 's/^/# /' "$work/log"
	fi
done
echo "1..$count"
