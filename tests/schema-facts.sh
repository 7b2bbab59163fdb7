# What the loader reads from every published schema file is what the facts
# say, attribute by attribute.  TAP; needs the test data and python3.
if ! command -v python3 >/dev/null 2>&1; then
	echo "1..0 # SKIP python3 is missing"
	exit 0
fi
if [ ! -d "$PROFEDIT_TESTDATA/facts" ]; then
	echo "1..0 # SKIP no test data at '$PROFEDIT_TESTDATA'"
	exit 0
fi

number=0
compare()
{
	number=$((number + 1))
	if out=$(python3 "$top_srcdir/tests/schema-facts.py" \
	    "$top_builddir/tests/unit/schema_dump" \
	    "$PROFEDIT_TESTDATA/facts/$1" "$PROFEDIT_TESTDATA/$2" 2>&1); then
		echo "ok $number - $1 equals what is read from $2"
	else
		echo "not ok $number - $1 equals what is read from $2"
	fi
	echo "$out" | sed 's/^/# /'
}

echo 1..4
compare profiles.json upstream-27
compare profiles-18.2.json upstream-18.2
compare others.json upstream-18.2
compare declarations-27.json upstream-27
