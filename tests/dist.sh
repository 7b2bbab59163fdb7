# The source archive holds every source, test, schema and manual file of the
# tree: what is in none of the Makefile's lists is missing from it.  TAP.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL

make -s -C "$top_builddir" print-dist 2>/dev/null |
    sed "s|^$top_srcdir/||; s|^\./||" | sort -u >"$work/listed"
cd "$top_srcdir" || exit 99
{
	find src -name '*.[ch]' -o -name '*.md'
	find schemas packaging help completions -type f
	find tests -name '*.[ch]' -o -name '*.sh' -o -name '*.py' \
	    -o -name '*.zsh' -o -name '*.md' -o -path '*.inputs/*'
} | grep -v '/\.' | sort >"$work/there"

# A folder in EXTRA_DIST stands for all that is in it.
missing=
while IFS= read -r file; do
	name=$file
	until grep -qxF "$name" "$work/listed"; do
		case $name in
		*/*) name=${name%/*} ;;
		*)
			missing="$missing $file"
			break
			;;
		esac
	done
done <"$work/there"

echo 1..2
if [ "$(wc -l <"$work/listed")" -gt 20 ]; then
	echo "ok 1 - the_makefile_lists_its_files"
else
	echo "not ok 1 - the_makefile_lists_its_files"
fi
if [ -z "$missing" ]; then
	echo "ok 2 - every_file_is_in_the_archive"
else
	echo "not ok 2 - every_file_is_in_the_archive"
	echo "$missing" | tr ' ' '\n' | sed -n 's/./# &/p'
fi
