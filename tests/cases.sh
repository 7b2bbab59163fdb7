# What the tests of the command line share; they source it.  It makes a folder
# of its own with a home in it, goes there, and removes it at the end.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
example=$top_srcdir/help/examples/enrolment.mobileconfig
cd "$work" || exit 99
HOME=$work
XDG_CONFIG_HOME=$work/config
XDG_STATE_HOME=$work/state
XDG_DATA_HOME=$work/data
export HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME
number=0 why=

# case_is NAME STATUS: the last command ended with STATUS; what it printed is in out and err.
case_is()
{
	number=$((number + 1))
	if [ "$status" -eq "$2" ] && [ -z "$why" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		echo "# exit status $status, wanted $2 $why"
		LC_ALL=C tr -cd '\n -~' <out | sed 's/^/# out: /' | head -n 10
		sed 's/^/# err: /' err | head -n 10
	fi
	why=
}

skip()
{
	number=$((number + 1))
	echo "ok $number - $1 # SKIP $2"
}

# fresh: corp.mobileconfig is the example again.
fresh()
{
	cp "$example" corp.mobileconfig
	chmod 644 corp.mobileconfig
}

# run ARGUMENT...: profedit beside a fresh copy of the example.
run()
{
	fresh
	again "$@"
}

again()
{
	"$PROFEDIT" "$@" >out 2>err </dev/null
	status=$?
	why=
}

# piped TEXT ARGUMENT...: as run, with TEXT (printf's) on standard input.
piped()
{
	fresh
	printf "$1" >input
	shift
	cat input | "$PROFEDIT" "$@" >out 2>err
	status=$?
	why=
}

# wants FILE PATTERN: FILE has a line with PATTERN.
wants()
{
	grep -q -e "$2" "$1" || why="$why; no '$2' in $1"
}

lacks()
{
	grep -q -e "$2" "$1" && why="$why; '$2' in $1"
}

# lines FILE N: FILE has N lines.
lines()
{
	[ "$(wc -l <"$1")" -eq "$2" ] || why="$why; $1 has $(wc -l <"$1") lines"
}

# unchanged: corp.mobileconfig is the example still.
unchanged()
{
	cmp -s "$example" corp.mobileconfig || why="$why; the file has changed"
}

# holds PATH TEXT: the value at PATH of corp.mobileconfig is TEXT (printf's).
holds()
{
	"$PROFEDIT" get corp.mobileconfig "$1" >have 2>&1
	printf "$2\n" | cmp -s - have ||
	    why="$why; $1 is '$(od -c have | head -n 5)'"
}

mdm=com.apple.mdm
