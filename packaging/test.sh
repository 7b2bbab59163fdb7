#!/bin/sh
# Installs what is missing, builds profedit and runs all tests.
# Usage: sh packaging/test.sh [--sanitize]
# --sanitize builds in a folder of its own with the address and undefined
# behaviour sanitizers.  CONFIGURE_OPTIONS is handed to configure.
# The last line counts test cases: N passed, N failed[, N skipped].
top=$(cd "$(dirname "$0")/.." && pwd) || exit 2
. "$top/packaging/deps.sh"

folder=$top/build
options=${CONFIGURE_OPTIONS:-}
case ${1:-} in
--sanitize)
	folder=$top/build-sanitize
	options="$options --enable-sanitizers"
	;;
'') ;;
*)
	sed -n '2,6s/^# //p' "$0"
	exit 2
	;;
esac

# count RESULT...: how many test cases ended so.
count()
{
	total=0
	for result; do
		n=$(find "$build/tests" -name '*.trs' -exec \
		    grep -h "^:test-result: $result" {} + | wc -l)
		total=$((total + n))
	done
	echo "$total"
}

print_failures()
{
	find "$build/tests" -name '*.trs' | sort | while IFS= read -r trs; do
		grep -qE '^:test-result: (FAIL|ERROR|XPASS)' "$trs" || continue
		log=${trs%.trs}.log
		echo "--- ${log#"$build/"}"
		tail -n 200 "$log"
	done
}

ensure_packages tests
# shellcheck disable=SC2086
build_program "$folder" tests $options
if [ ! -d "${PROFEDIT_TESTDATA:-$top/../shared/data}" ]; then
	say "no test data beside the checkout (PROFEDIT_TESTDATA):" \
	    "tests that need it are skipped"
fi

# Results of tests that are gone must not be counted.
find "$build/tests" -name '*.trs' -exec rm -f {} +
say "testing in $build"
make -C "$build" -j"$(processors)" check </dev/null \
    >"$build/packaging.log" 2>&1
status=$?

passed=$(count PASS XFAIL)
failed=$(count FAIL ERROR XPASS)
skipped=$(count SKIP)
if [ "$failed" -gt 0 ]; then
	print_failures
elif [ $status -ne 0 ] || [ "$passed" -eq 0 ]; then
	# Nothing failed, but make did: a test did not build.
	tail -n 60 "$build/packaging.log"
	[ $status -ne 0 ] || status=1
fi
line="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
echo "$line"
[ $status -eq 0 ] && [ "$failed" -eq 0 ]
