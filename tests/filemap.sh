# The map in README.md names every module under src/, and nothing else.  A
# further file of a module (scalar_date.c beside scalar.c) needs no line of
# its own when a line names the module.  TAP.
map=$top_srcdir/README.md
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

report()
{
	if [ -z "$3" ]; then
		echo "ok $1 - $2"
	else
		echo "not ok $1 - $2"
		printf '# %s\n' $3
	fi
}

# The names in the map, as src/ has them: `base/buf`, `main`.
sed -n 's/^| `\([a-z0-9_/]*[a-z0-9]\)` |.*/\1/p' "$map" >"$work/named"
(cd "$top_srcdir/src" && find . -name '*.[ch]') |
    sed 's|^\./||; s|\.[ch]$||' | sort -u >"$work/there"

unnamed=
while IFS= read -r module; do
	name=$module
	until grep -qx "$name" "$work/named"; do
		case ${name##*/} in
		*_*) name=${name%_*} ;;
		*)
			unnamed="$unnamed $module"
			break
			;;
		esac
	done
done <"$work/there"

gone=
while IFS= read -r name; do
	grep -qx "$name" "$work/there" || gone="$gone $name"
done <"$work/named"

echo 1..2
report 1 every_module_has_a_line_in_the_readme "$unnamed"
report 2 every_line_names_a_module "$gone"
