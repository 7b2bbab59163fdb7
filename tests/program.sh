# What the program as a file says of itself: the library that it loads itself
# stands in a note for builders of packages, and no folder of the build is in
# it, so that builds elsewhere are the same.  TAP.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

# report NAME FAULTS: one TAP line, the faults as diagnostics.
report()
{
	count=$((count + 1))
	if [ -z "$2" ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		printf '%s\n' "$2" | sed 's/^/# /'
	fi
}

skip()
{
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}

count=0
echo 1..4
soname=$(sed -n 's/^#define CRYPTO_SONAME "\(.*\)"$/\1/p' \
    "$top_builddir/config.h")
elf=$(head -c 4 "$PROFEDIT" | tail -c 3)

if [ "$elf" != ELF ]; then
	skip note_names_the_library_that_is_loaded "the program is not ELF"
	skip note_is_of_the_kind_that_package_builders_read \
	    "the program is not ELF"
	skip what_is_loaded_is_not_linked "the program is not ELF"
elif ! command -v readelf >/dev/null 2>&1; then
	skip note_names_the_library_that_is_loaded "readelf is not installed"
	skip note_is_of_the_kind_that_package_builders_read \
	    "readelf is not installed"
	skip what_is_loaded_is_not_linked "readelf is not installed"
else
	# Offsets vary, and where there is no such section readelf warns.
	got=$(readelf -p .note.dlopen "$PROFEDIT" 2>/dev/null |
	    sed -n 's/^ *\[ *[0-9a-f]*\]  *\(\[{.*\)/\1/p')
	want=
	[ -z "$soname" ] || want="[{\"feature\":\"signatures\",\
\"description\":\"signed profiles and certificates\",\
\"priority\":\"recommended\",\"soname\":[\"$soname\"]}]"
	fault=
	[ "$got" = "$want" ] || fault="got: $got
wanted: ${want:-none: libcrypto is linked}"
	report note_names_the_library_that_is_loaded "$fault"

	# Sizes, type and owner, whichever end comes first: the type is
	# 0x407c0c0a, the text counts with its NUL.
	head=$(readelf -x .note.dlopen "$PROFEDIT" 2>/dev/null |
	    sed -n 's/^ *0x0*[0-9a-f]* \(\([0-9a-f]* \)\{4\}\).*/\1/p' |
	    head -n 1)
	size=$(printf '%08x' $((${#want} + 1)))
	other=$(echo "$size" | sed 's/\(..\)\(..\)\(..\)\(..\)/\4\3\2\1/')
	fault=
	case "$soname:$head" in
	:|*:"04000000 $other 0a0c7c40 46444f00 ") ;;
	*:"00000004 $size 407c0c0a 46444f00 ") ;;
	*) fault="got: $head" ;;
	esac
	report note_is_of_the_kind_that_package_builders_read "$fault"

	# A program without libraries at all has libcrypto in itself.
	fault=
	needed=$(readelf -d "$PROFEDIT" | grep NEEDED)
	case "$soname:$needed" in
	:*libcrypto*|:) ;;
	:*) fault="libcrypto is neither linked nor loaded" ;;
	*:*libcrypto*) fault="libcrypto is linked as well" ;;
	esac
	report what_is_loaded_is_not_linked "$fault"
fi

if grep -q '__asan_' "$PROFEDIT"; then
	skip no_folder_of_the_build_is_in_it \
	    "the sanitizers name source files in their reports"
elif ! grep -q 'prefix-map' "$top_builddir/Makefile"; then
	skip no_folder_of_the_build_is_in_it "the compiler has no prefix map"
else
	LC_ALL=C tr -c '[:print:]' '\n' <"$PROFEDIT" >"$work/texts"
	fault=$(grep -F -e "$(cd "$top_srcdir" && pwd)/" -e '../src/' \
	    -e "$(cd "$top_builddir" && pwd)" "$work/texts" | sort -u |
	    head -n 10)
	report no_folder_of_the_build_is_in_it "$fault"
fi
