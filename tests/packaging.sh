# packaging/deps.sh, run.sh and test.sh in checkouts of paper: `configure` and
# `make` only note what they were asked, pkg-config knows what a list names, and
# nothing is ever installed.  TAP.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
count=0

# report NAME FAULTS
report()
{
	count=$((count + 1))
	if [ -z "$2" ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		echo "$2" | sed 's/^/# /'
	fi
}

# make_checkout FOLDER
make_checkout()
{
	mkdir -p "$1/packaging" "$1/help/examples"
	cp "$top_srcdir"/packaging/*.sh "$1/packaging"
	touch "$1/configure.ac" "$1/Makefile.am" "$1/Makefile.in" \
	    "$1/help/examples/enrolment.mobileconfig"
	cat >"$1/configure" <<-'END'
	#!/bin/sh
	echo "configure $*" >>"$NOTES"
	cat >config.status <<-'STATUS'
	#!/bin/sh
	echo "'--by-hand=a b'"
	STATUS
	chmod +x config.status
	END
	chmod +x "$1/configure"
}

# A machine with nothing but what is written here.
bin=$work/bin
mkdir "$bin"
for tool in awk basename cat chmod cp dirname find getconf grep head mkdir \
    sed sh sort tail touch tr wc rm; do
	ln -s "$(command -v $tool)" "$bin/$tool"
done
stub()
{
	printf '#!/bin/sh\n%s\n' "$2" >"$bin/$1"
	chmod +x "$bin/$1"
}
tools=$(sed -n "s/^test_tools='\(.*\)'/\1/p" "$top_srcdir/packaging/deps.sh")
for tool in gcc autoreconf automake $tools; do
	stub $tool 'echo "$0 1.0"'
done
stub id 'echo 1000'
stub make 'echo "make $*" >>"$NOTES"
case $* in
*check*) mkdir -p build/tests; echo ":test-result: PASS a" >build/tests/a.trs ;;
esac'
stub pkg-config 'case $1 in
--exists) grep -q "^$2 " "$MODULES" ;;
--modversion) sed -n "s/^$2 //p" "$MODULES" ;;
esac'

# say_modules MODULE...: those that are there, with versions.
say_modules()
{
	printf '%s\n' "$@" >"$work/modules"
}
program='ncursesw:6 libplist-2.0:2 yaml-0.1:0 libedit:3 libpcre2-8:10 expat:2
    libcrypto:3'
# shellcheck disable=SC2086
with_tests()
{
	say_modules $(echo $program cmocka:1 vterm:0 "$@" | tr ':' '=')
	sed -i.old 's/=/ /' "$work/modules"
}
# shellcheck disable=SC2086
without_tests()
{
	say_modules $(echo $program | tr ':' '=')
	sed -i.old 's/=/ /' "$work/modules"
}

# run_there FOLDER SCRIPT [ARGUMENT]...: words in $out, requests in $notes.
run_there()
{
	folder=$1
	script=$2
	shift 2
	: >"$work/notes"
	out=$(cd "$folder" && env -i PATH="$bin" NOTES="$work/notes" \
	    MODULES="$work/modules" CONFIGURE_OPTIONS="$options" \
	    sh "packaging/$script" "$@" 2>&1 </dev/null)
	status=$?
	notes=$(cat "$work/notes")
}

# wants WORDS WHAT: a fault unless $out has WORDS.
wants()
{
	case $out in
	*"$1"*) ;;
	*) echo "no '$1' in: $out" ;;
	esac
}

options=
checkout=$work/checkout
make_checkout "$checkout"

# ------------------------------------------------------- said before all else
with_tests
faults=$(for name in 'a b' 'a	b' "a'b" 'a$b' 'a;b' 'a%b' 'a:b' 'a#b'; do
	make_checkout "$work/$name"
	for script in run.sh test.sh; do
		run_there "$work/$name" $script
		[ $status -eq 2 ] || echo "$name: $script ended with $status"
		[ -z "$notes" ] || echo "$name: $script did: $notes"
		wants "nothing was done: the path '$work/$name' has "
	done
done)
report a_folder_that_make_cannot_take_is_said_before_anything_is_done "$faults"

run_there "$checkout" run.sh -x
report an_option_that_is_none_is_said_at_once "$(
	[ $status -eq 2 ] || echo "status $status"
	[ -z "$notes" ] || echo "it did: $notes"
	wants "there is no option '-x'")"

# --------------------------------------------------------- without root, sudo
stub apt-get 'echo "apt-get $*" >>"$NOTES"'
without_tests
run_there "$checkout" test.sh
hint=$(echo "$out" | sed -n 's/.*run as root: //p')
: >"$work/notes"
env -i PATH="$bin" NOTES="$work/notes" sh -c "$hint"
report the_command_for_root_can_be_copied_as_one "$(
	case $hint in
	"sh -c '"*"'") ;;
	*) echo "it is: $hint" ;;
	esac
	grep -q '^apt-get -q update' "$work/notes" || echo "no update"
	grep -q '^apt-get .* install .* libcmocka-dev ' "$work/notes" ||
	    echo "no install")"

# ----------------------------------------------------- run.sh, then test.sh
without_tests
run_there "$checkout" run.sh
report run_sh_needs_no_library_of_the_tests "$(
	case $notes in
	'configure 
'*) ;;
	*) echo "it did: $notes" ;;
	esac)"
with_tests
run_there "$checkout" test.sh
report test_sh_configures_again_when_the_libraries_of_the_tests_have_come "$(
	[ $status -eq 0 ] || echo "status $status: $out"
	echo "$notes" | grep -q '^configure --enable-tests=required$' ||
	    echo "it did: $notes"
	! echo "$notes" | grep -q 'make .*clean' || echo "it cleaned")"
run_there "$checkout" test.sh
report what_has_not_changed_is_not_configured_again "$(
	! echo "$notes" | grep configure)"
run_there "$checkout" run.sh
report run_sh_keeps_what_test_sh_configured "$(
	! echo "$notes" | grep configure)"
options=--enable-werror
run_there "$checkout" test.sh
options=
report other_options_start_anew "$(
	echo "$notes" |
	    grep -q '^configure --enable-werror --enable-tests=required$' ||
	    echo "it did: $notes"
	echo "$notes" | grep -q 'make .* clean$' || echo "it did not clean")"
run_there "$checkout" test.sh
sed -i.old 's/^expat .*/expat 3/' "$work/modules"
run_there "$checkout" run.sh
report another_version_of_a_library_starts_anew "$(
	echo "$notes" | grep -q '^configure' || echo "it did: $notes"
	echo "$notes" | grep -q 'make .* clean$' || echo "it did not clean")"

by_hand=$work/by-hand
make_checkout "$by_hand"
mkdir "$by_hand/build"
( cd "$by_hand/build" && NOTES=/dev/null ../configure )
run_there "$by_hand" test.sh
report options_given_by_hand_are_kept "$(
	echo "$notes" |
	    grep -q '^configure --by-hand=a b --enable-tests=required$' ||
	    echo "it did: $notes")"

# ---------------------------------------------------------- tools of the tests
with_tests
rm "$bin/mandoc"
run_there "$checkout" test.sh
report a_tool_of_the_tests_that_cannot_be_had_is_said "$(
	[ $status -eq 0 ] || echo "status $status"
	wants "tests are skipped for want of: mandoc")"
options='x CI=true'
: >"$work/notes"
out=$(cd "$checkout" && env -i PATH="$bin" NOTES="$work/notes" CI=true \
    MODULES="$work/modules" sh packaging/test.sh 2>&1 </dev/null)
status=$?
report in_continuous_integration_it_is_an_error "$(
	[ $status -eq 2 ] || echo "status $status"
	! grep -q check "$work/notes" || echo "it tested"
	wants "could not be installed")"

echo "1..$count"
