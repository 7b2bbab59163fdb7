#!/bin/sh
# Golden tests: each NAME.mobileconfig here is checked and the findings, with
# the exit status, have to be NAME.txt.  NAME.args holds further options, a
# line each.  With --accept the findings become the new NAME.txt: read the
# difference before it is committed.  TAP.
here=$top_srcdir/tests/golden
if [ -z "$top_srcdir" ]; then
	top_srcdir=$(cd "$(dirname "$0")/../.." && pwd)
	here=$top_srcdir/tests/golden
fi
: "${PROFEDIT:=$top_srcdir/profedit}"
out=$(mktemp -d) || exit 99
trap 'rm -rf "$out"' EXIT
cd "$here" || exit 99

findings()
{
	set -- "$1"
	if [ -f "$1.args" ]; then
		while IFS= read -r arg; do
			set -- "$@" "$arg"
		done <"$1.args"
	fi
	name=$1
	shift
	"$PROFEDIT" check --threshold=note --schema-dir=schemas \
	    --rules-dir=rules "$@" "$name.mobileconfig" 2>&1
	echo "exit $?"
}

count=0
for file in *.mobileconfig; do
	name=${file%.mobileconfig}
	case $name in
	*.old) continue ;;
	esac
	count=$((count + 1))
	findings "$name" >"$out/$name"
	if [ "$1" = --accept ]; then
		cp "$out/$name" "$name.txt"
		continue
	fi
	if cmp -s "$name.txt" "$out/$name"; then
		echo "ok $count - $name"
	else
		echo "not ok $count - $name"
		diff -u "$name.txt" "$out/$name" | sed 's/^/# /'
	fi
done
echo "1..$count"
