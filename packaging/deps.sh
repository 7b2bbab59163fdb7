# What profedit needs to build, looked for and installed; then building it.
# Sourced by run.sh and test.sh, which set `top` (the checkout) before.
# shellcheck shell=sh disable=SC2154

need_modules='ncursesw libplist-2.0 yaml-0.1 libedit libpcre2-8 expat libcrypto'
test_modules='cmocka vterm'
# Without one of these a few tests are skipped; in CI ($CI) that is an error.
test_tools='python3 openssl groff mandoc git bash zsh fish'

apt_packages='gcc libc6-dev make autoconf automake pkg-config libncurses-dev
    libplist-dev libyaml-dev libedit-dev libpcre2-dev libexpat1-dev
    libssl-dev'
apt_test_packages='libcmocka-dev libvterm-dev python3 openssl groff-base mandoc
    git zsh fish'
dnf_packages='gcc make autoconf automake pkgconf-pkg-config diffutils findutils
    ncurses-devel libplist-devel libyaml-devel libedit-devel pcre2-devel
    expat-devel openssl-devel'
dnf_test_packages='libcmocka-devel libvterm-devel python3 openssl groff-base
    mandoc git zsh fish'
pacman_packages='gcc make autoconf automake pkgconf diffutils ncurses libplist
    libyaml libedit pcre2 expat openssl'
pacman_test_packages='cmocka libvterm python groff mandoc git zsh fish'
apk_packages='build-base autoconf automake pkgconf ncurses-dev libplist-dev
    yaml-dev libedit-dev pcre2-dev expat-dev openssl-dev'
apk_test_packages='cmocka-dev libvterm-dev python3 openssl groff mandoc
    git bash zsh fish'
brew_packages='autoconf automake pkgconf ncurses libplist libyaml libedit pcre2
    expat openssl@3'
brew_test_packages='cmocka libvterm python groff mandoc fish'

say()
{
	printf '%s\n' "$*" >&2
}

give_up()
{
	say "$(basename "$0"): $*"
	exit 2
}

have()
{
	command -v "$1" >/dev/null 2>&1
}

# What autoconf, make and the shell between them cannot take in a path.  Said
# before anything is installed or built; "$top" was set by who sourced this.
check_folder()
{
	case $top in
	*[[:space:]]*) odd='a blank' ;;
	*[\\\"\#\$\&\'\`\(\)\*\?\[\]\{\}\;:\<\>\|\!%=]*)
		odd="one of \\ \" # \$ & ' \` ( ) * ? [ ] { } ; : < > | ! % =" ;;
	*) return 0 ;;
	esac
	give_up "nothing was done: the path '$top' has $odd in it, which" \
	    "autoconf and make cannot take; move the folder or rename it"
}
check_folder

# Homebrew keeps some libraries out of the way of the system's own.
find_homebrew()
{
	have brew || return 0
	for keg in ncurses libedit expat openssl@3; do
		dir=$(brew --prefix "$keg" 2>/dev/null)/lib/pkgconfig
		[ ! -d "$dir" ] ||
		    PKG_CONFIG_PATH=$dir${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
	done
	export PKG_CONFIG_PATH
}

# Prints what is missing, one word each; "$1" lists the pkg-config modules.
missing_parts()
{
	compiler=
	for tool in "${CC:-cc}" gcc clang; do
		[ -n "$compiler" ] || ! have "${tool%% *}" || compiler=$tool
	done
	[ -n "$compiler" ] || echo "a-C-compiler"
	missing_tools make autoreconf automake
	if ! have pkg-config; then
		echo "pkg-config"
	else
		for module in $1; do
			pkg-config --exists "$module" || echo "$module"
		done
	fi
	# A compiler can be there without the C library's headers.
	# shellcheck disable=SC2086
	[ -z "$compiler" ] || echo '#include <stdio.h>' |
	    $compiler -E -x c - >/dev/null 2>&1 || echo "the-C-library's-headers"
}

# Prints "$@" as it can be typed.
quote_words()
{
	for word; do
		case $word in
		*[!A-Za-z0-9/._+,@:=-]*|'')
			printf "'%s' " "$(printf '%s' "$word" |
			    sed "s/'/'\\\\''/g")" ;;
		*) printf '%s ' "$word" ;;
		esac
	done | sed 's/ $//'
}

# Runs "$@" as root, saying so when that takes sudo.
as_root()
{
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif have sudo; then
		say "+ sudo $(quote_words "$@")"
		sudo "$@"
	elif have doas; then
		say "+ doas $(quote_words "$@")"
		doas "$@"
	else
		give_up "neither root nor sudo here; run as root:" \
		    "$(quote_words "$@")"
	fi
}

# Installs the packages of this system; "$1" is `tests` when those are wanted.
# shellcheck disable=SC2086
install_packages()
{
	tests=
	if have apt-get; then
		[ "$1" != tests ] || tests=$apt_test_packages
		# A new machine knows no packages, an old one old versions; a
		# mirror that is away need not matter.
		as_root sh -c "apt-get -q update; \
DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 \
--no-install-recommends install $(echo $apt_packages $tests)"
	elif have dnf; then
		[ "$1" != tests ] || tests=$dnf_test_packages
		as_root dnf -y install $dnf_packages $tests
	elif have pacman; then
		[ "$1" != tests ] || tests=$pacman_test_packages
		as_root pacman -Sy --needed --noconfirm $pacman_packages $tests
	elif have apk; then
		[ "$1" != tests ] || tests=$apk_test_packages
		as_root apk add $apk_packages $tests
	elif have brew; then
		[ "$1" != tests ] || tests=$brew_test_packages
		brew install $brew_packages $tests
	else
		give_up "no apt-get, dnf, pacman, apk or brew here;" \
		    "install by hand (README.md, Dependencies): $missing"
	fi
}

# Prints those of the commands "$@" that are not there.
missing_tools()
{
	for tool; do
		have "$tool" || echo "$tool"
	done
}

# Makes sure that everything is there; "$1" is `tests` or nothing.
# shellcheck disable=SC2086
ensure_packages()
{
	modules=$need_modules
	tools=
	if [ "${1:-}" = tests ]; then
		modules="$modules $test_modules"
		tools=$test_tools
	fi
	find_homebrew
	missing=$(missing_parts "$modules" | tr '\n' ' ')
	lacking=$(missing_tools $tools | tr '\n' ' ')
	[ -n "$missing$lacking" ] || return 0
	say "missing: $missing$lacking"
	# Without a tool of the tests one can go on.
	( install_packages "${1:-}" </dev/null >&2 ) ||
	    [ -z "$missing${CI:-}" ] ||
	    give_up "the packages could not be installed"
	find_homebrew
	missing=$(missing_parts "$modules" | tr '\n' ' ')
	lacking=$(missing_tools $tools | tr '\n' ' ')
	[ -z "${CI:-}" ] || missing=$missing$lacking
	[ -z "$missing" ] || give_up "still missing: $missing"
	[ -z "$lacking" ] || say "tests are skipped for want of: $lacking"
}

processors()
{
	getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1
}

# run_logged NAME COMMAND...: quiet while it goes well, else the end of the
# output and out.
run_logged()
{
	step=$1
	shift
	say "$step"
	if ! "$@" </dev/null >"$build/packaging.log" 2>&1; then
		tail -n 60 "$build/packaging.log" >&2
		give_up "failed: $step (all of it: $build/packaging.log)"
	fi
}

is_older()
{
	[ ! -f "$1" ] || [ -n "$(find "$2" -newer "$1" 2>/dev/null)" ]
}

# What a build is made from besides the checkout: when one of these lines has
# changed, what was built before may not fit.
describe_program()
{
	echo "options: $*"
	echo "environment: ${CC:-} ${CFLAGS:-} ${CPPFLAGS:-} ${LDFLAGS:-}"
	for compiler in ${CC:-gcc cc clang}; do
		! have "$compiler" || { "$compiler" --version | head -n 1; break; }
	done
	describe_modules $need_modules
}

describe_modules()
{
	for module; do
		echo "$module $(pkg-config --modversion "$module" 2>/dev/null)"
	done
}

# is_as_described FILE WORDS
is_as_described()
{
	[ "$(cat "$1" 2>/dev/null)" = "$2" ]
}

# configure_program [CONFIGURE-OPTION]...
configure_program()
{
	if [ -f "$build/config.status" ] && [ ! -f "$build/configured.for" ]
	then
		# By hand: with the options it was configured with.
		eval "set -- $("$build/config.status" --config) \"\$@\""
	fi
	run_logged "configuring in $build" \
	    sh -c 'cd "$1" && shift && exec "$@"' sh "$build" \
	    "$top/configure" "$@"
}

# build_program FOLDER [tests] [CONFIGURE-OPTION]...: configures and builds
# there what is not up to date; `tests`: nothing of the tests may be left out.
# Sets `build`; a checkout that is configured in place is built in place, since
# it cannot be built elsewhere as well.
build_program()
{
	build=$1
	shift
	wanted=
	if [ "${1:-}" = tests ]; then
		wanted=--enable-tests=required
		shift
	fi
	if [ -f "$top/config.status" ]; then
		build=$top
		say "building in the checkout itself: it is configured there"
	fi
	mkdir -p "$build" || give_up "cannot make '$build'"
	if is_older "$top/configure" "$top/configure.ac" ||
	    is_older "$top/Makefile.in" "$top/Makefile.am"; then
		run_logged "preparing: autoreconf" \
		    sh -c 'cd "$1" && autoreconf -fi' sh "$top"
		# Its time stamps do not move when nothing has changed.
		touch "$top/configure" "$top/Makefile.in"
	fi
	program=$(describe_program "$@")
	tests="$wanted $(describe_modules $test_modules)"
	clean=no
	if [ -f "$build/configured.for" ] &&
	    ! is_as_described "$build/configured.for" "$program"; then
		clean=yes
	fi
	if [ $clean = yes ] || is_older "$build/config.status" "$top/configure" ||
	    { [ -n "$wanted" ] &&
	    ! is_as_described "$build/configured.tests" "$tests"; }; then
		configure_program "$@" $wanted
		[ $clean = no ] || run_logged \
		    "cleaning: options, compiler or libraries are others" \
		    make -C "$build" clean
		echo "$program" >"$build/configured.for"
		echo "$tests" >"$build/configured.tests"
	fi
	run_logged "building in $build" make -C "$build" -j"$(processors)"
}
