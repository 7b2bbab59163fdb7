# The built program starts and says who it is, and is all it needs.  TAP.
echo 1..3

version=$("$PROFEDIT" --version)
case $version in
profedit\ [0-9]*) echo "ok 1 - version_names_the_program" ;;
*) echo "not ok 1 - version_names_the_program"; echo "# got: $version" ;;
esac

help=$("$PROFEDIT" --help | sed -n 1p)
case $help in
Usage:\ profedit*) echo "ok 2 - help_begins_with_usage" ;;
*) echo "not ok 2 - help_begins_with_usage"; echo "# got: $help" ;;
esac

# A copy elsewhere, with nothing beside it, finds what the original finds.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset PROFEDIT_DATADIR
file=$top_srcdir/tests/golden/rules.mobileconfig
cp "$PROFEDIT" "$work/copy"
"$PROFEDIT" check --threshold=note "$file" >"$work/here"
here=$?
(cd / && "$work/copy" check --threshold=note "$file") >"$work/there"
there=$?
if [ $here = 1 ] && [ $there = 1 ] && cmp -s "$work/here" "$work/there" &&
    [ -s "$work/here" ]; then
	echo "ok 3 - one_file_copied_elsewhere_is_enough"
else
	echo "not ok 3 - one_file_copied_elsewhere_is_enough"
	echo "# status $here and $there"
	diff "$work/here" "$work/there" | sed 's/^/# /'
fi
