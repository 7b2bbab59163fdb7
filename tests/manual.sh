# The manual page is what the program's tables say; both pages are right as a
# reader sees them, printed by groff and by mandoc; their examples run.  TAP.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
page=$top_srcdir/help/profedit.1
format_page=$top_srcdir/help/profedit-schema.5
number=0

# report NAME FAULTS: one TAP line, the faults as diagnostics.
report()
{
	number=$((number + 1))
	if [ -z "$2" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		printf '%s\n' "$2" | head -n 20 | sed 's/^/# /'
	fi
}

skip()
{
	number=$((number + 1))
	echo "ok $number - $1 # SKIP $2"
}

# The text of page $2 as program $1 prints it, without overstriking.
print_with()
{
	backspace=$(printf '\b')
	case $1 in
	groff) groff -mdoc -Tutf8 -P-cbou "$2" ;;
	mandoc) mandoc -Tutf8 "$2" | sed "s/.$backspace//g" ;;
	esac 2>&1
}

# What page $1 shows to be typed or written, a line each, as it is meant.
literal_lines()
{
	sed -n '/^\.Bd -literal/,/^\.Ed/{/^\./!p;}
s/^\.Dl //p' "$1" | sed 's/\\&//g
s/\\-/-/g; s/\\(aq/'\''/g; s/\\(dq/"/g; s/\\(ga/`/g
s/\\(ti/~/g; s/\\(ha/^/g; s/\\e/\\/g'
}

# Synopses in print $1 that do not stand on a line, the line of a usage.
synopsis_faults()
{
	sed -n '/^SYNOPSIS/,/^DESCRIPTION/s/^  *//p' "$1" >"$work/synopses"
	sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESC/{/^\.Nm/p;}' "$page" |
	    sed 's/ Ar .*//; s/^.Nm profedit//; s/ Cm//' >"$work/commands"
	[ -s "$work/commands" ] || echo "the page has no synopsis"
	while IFS= read -r command; do
		# shellcheck disable=SC2086
		"$PROFEDIT" $command --help |
		    sed -n '1s/^Usage: //p'
	done <"$work/commands" >"$work/usages"
	diff "$work/usages" "$work/synopses"
}

# Quotes within quotes, and empty ones, in print $1, wherever its lines end.
quote_faults()
{
	tr -s '\n ' ' ' <"$1" | sed 's/’/\n/g' |
	    grep -e '‘.*‘' -e '‘$' | sed 's/.*\(.\{60\}\)$/\1/'
}

# Lines of page $2 to be typed that print $1 does not show as they are.
copy_faults()
{
	sed 's/^  *//' "$1" >"$work/trimmed"
	literal_lines "$2" | sed 's/^  *//' | while IFS= read -r line; do
		grep -qxF -e "$line" "$work/trimmed" || echo "$line"
	done
}

# Runs command line $1 in a folder with what the examples name.
run_alone()
{
	rm -rf "$work/alone"
	mkdir -p "$work/alone/profiles" "$work/alone/bin"
	for copy in corp old profiles/corp; do
		cp "$top_srcdir/help/examples/enrolment.mobileconfig" \
		    "$work/alone/$copy.mobileconfig"
		chmod 644 "$work/alone/$copy.mobileconfig"
	done
	printf '#!/bin/sh\nexec "%s" "$@"\n' "$PROFEDIT" \
	    >"$work/alone/bin/profedit"
	chmod 755 "$work/alone/bin/profedit"
	( cd "$work/alone" && PATH=$work/alone/bin:$PATH HOME=$work/alone \
	    CHALLENGE=4711 sh -c "$1" </dev/null >out 2>err )
}

example_faults()
{
	literal_lines "$work/examples" >"$work/lines"
	[ -s "$work/lines" ] || echo "the page has no examples"
	while IFS= read -r line; do
		run_alone "$line"
		status=$?
		[ $status -ne 0 ] || continue
		echo "$line"
		echo "  ended with $status"
		sed 's/^/  /' "$work/alone/err"
	done <"$work/lines"
}

echo 1..12
"$top_builddir/tests/manual" >"$work/made"
fault=
cmp -s "$work/made" "$page" || fault=$(diff "$page" "$work/made"
    echo "'make manual' writes it anew")
report manual_page_is_what_the_tables_say "$fault"

if ! command -v mandoc >/dev/null 2>&1; then
	skip mandoc_reads_the_pages "mandoc is not installed"
else
	# Pages that are not installed cannot be found.
	report mandoc_reads_the_pages \
	    "$(mandoc -T lint -W style "$page" "$format_page" 2>&1 |
		grep -v -e 'referenced manual not found' -e 'outdated mandoc')"
fi

for printer in groff mandoc; do
	if ! command -v $printer >/dev/null 2>&1; then
		for name in "each_synopsis_is_a_line" \
		    "no_quote_stands_within_a_quote" \
		    "what_is_typed_can_be_copied" "no_page_is_complained_of"
		do
			skip "${name}_in_$printer" "$printer is not installed"
		done
		continue
	fi
	print_with $printer "$page" >"$work/page"
	print_with $printer "$format_page" >"$work/format"
	report "each_synopsis_is_a_line_in_$printer" \
	    "$(synopsis_faults "$work/page")"
	report "no_quote_stands_within_a_quote_in_$printer" \
	    "$(quote_faults "$work/page"; quote_faults "$work/format")"
	report "what_is_typed_can_be_copied_in_$printer" \
	    "$(copy_faults "$work/page" "$page"
		copy_faults "$work/format" "$format_page")"
	report "no_page_is_complained_of_in_$printer" \
	    "$(grep -h -e 'warning:' -e 'error:' -e '^mandoc:' \
		-e '^groff:' -e '^troff:' "$work/page" "$work/format" |
		grep -v outdated)"
done

# The checks of prints see what is wrong: a page that has all these faults.
cat >"$work/wrong" <<'END'
SYNOPSIS
     profedit [OPTION]... [FILE] profedit check [OPTION]... FILE|DIR...

DESCRIPTION
     systems (‘iOS, ‘macOS’’) and ‘’.
           profedit check −−ascii
END
fault=
[ -n "$(synopsis_faults "$work/wrong")" ] || fault="synopsis is not seen"
[ "$(quote_faults "$work/wrong" | wc -l)" -eq 2 ] ||
    fault="$fault; quotes are not seen: $(quote_faults "$work/wrong")"
[ -n "$(copy_faults "$work/wrong" "$page")" ] ||
    fault="$fault; commands are not seen"
report wrong_prints_are_seen "$fault"

sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE/p' "$page" >"$work/examples"
report each_example_runs "$(example_faults)"
