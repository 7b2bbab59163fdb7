# The manual page is what the program's tables say, and mandoc reads both
# pages without complaint (where there is one).  TAP.
echo 1..2
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
page=$top_srcdir/help/profedit.1

"$top_builddir/tests/manual" >"$work/made"
if cmp -s "$work/made" "$page"; then
	echo "ok 1 - manual_page_is_what_the_tables_say"
else
	echo "not ok 1 - manual_page_is_what_the_tables_say"
	diff "$page" "$work/made" | sed -n '1,20s/^/# /p'
	echo "# 'make manual' writes it anew"
fi

if ! command -v mandoc >/dev/null 2>&1; then
	echo "ok 2 - mandoc_reads_the_pages # SKIP mandoc is not installed"
else
	# The other page is not where mandoc looks for it; a sentence is a line,
	# however long.
	mandoc -T lint -W style "$page" "$top_srcdir/help/profedit-schema.5" |
	    grep -v -e 'referenced manual not found' \
	    -e 'input text line longer' >"$work/lint"
	if [ ! -s "$work/lint" ]; then
		echo "ok 2 - mandoc_reads_the_pages"
	else
		echo "not ok 2 - mandoc_reads_the_pages"
		sed 's/^/# /' "$work/lint"
	fi
fi
