# What the bench scripts share.  Sourced.

bench=$top_builddir/tests/bench
example=$top_srcdir/help/examples/enrolment.mobileconfig
upstream=$PROFEDIT_TESTDATA/upstream-27
corpus=$PROFEDIT_TESTDATA/corpus
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
# Nothing of the user's own decides what is measured.
HOME=$work; XDG_CONFIG_HOME=$work/config; XDG_STATE_HOME=$work/state
export HOME XDG_CONFIG_HOME XDG_STATE_HOME
unset VIMINIT EXINIT NCURSES_NO_UTF8_ACS ESCDELAY

has()
{
	command -v "$1" >/dev/null 2>&1
}

skip()
{
	printf '%-46s left out: %s\n' "$1" "$2"
}

# milliseconds MICROSECONDS
milliseconds()
{
	awk -v us="$1" 'BEGIN { printf "%.1f ms", us / 1000 }'
}

# figure WHAT OURS REFERENCE_NAME REFERENCE UNIT [TARGET]: one line.  UNIT is
# ms (given in microseconds), MB (in KiB) or a word.  TARGET is the most that
# the ratio may be.
figure()
{
	awk -v what="$1" -v ours="$2" -v name="$3" -v theirs="$4" \
	    -v unit="$5" -v target="$6" '
	function show(value) {
		if (unit == "ms")
			return sprintf("%.1f ms", value / 1000)
		if (unit == "MB")
			return sprintf("%.0f MB", value / 1024)
		return value " " unit
	}
	BEGIN {
		ratio = theirs > 0 ? ours / theirs : 0
		printf "%-46s %12s  %s %s  ratio %.2f", what, show(ours),
		    name, show(theirs), ratio
		if (target != "")
			printf "  target %.2f: %s", target,
			    ratio <= target ? "met" : "not met"
		printf "\n"
	}'
}

# limit WHAT OURS MOST UNIT BESIDE
limit()
{
	awk -v what="$1" -v ours="$2" -v most="$3" -v unit="$4" \
	    -v beside="$5" 'BEGIN {
		printf "%-46s %12s  %s  target %s %s: %s\n", what,
		    ours " " unit, beside, most, unit,
		    ours + 0 <= most + 0 ? "met" : "not met"
	}'
}

# field NUMBER LINE FILE: of what paint or keys printed.
field()
{
	awk -v field="$1" -v line="$2" 'NR == line { print $field }' "$3"
}

# What a person types.
down=$(printf '\033[B')
up=$(printf '\033[A')
left=$(printf '\033[D')
right=$(printf '\033[C')
home=$(printf '\033[H')
end=$(printf '\033[F')
page_down=$(printf '\033[6~')
enter=$(printf '\r')
