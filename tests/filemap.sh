# Each folder with sources has a README.md whose tables name every file of the
# folder, and nothing that is not there; `name.[ch]` stands for two files.  The
# folders of tests/ and packaging/ are held to the same.  TAP.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

# The files and folders that the tables of README $1 name, one a line: what
# stands in backticks in the first column.
named_in()
{
	sed -n 's/^| \(`[^|]*`\) |.*/\1/p' "$1" | tr -s '`, ' '\n' |
	    sed -n 's/\(.*\)\.\[ch]$/\1.c\
\1.h/; /./p' | sort
}

# What folder $1 holds that a reader may ask about: its files, as the source
# archive has them, and its folders other than those that have a README.md.
held_by()
{
	( cd "$1" && for name in *; do
		case $name in
		# Made by the build (src/schema/embed.c).
		embedded_tables.c) ;;
		README.md|*.o|*.log|*.trs|*.a|__pycache__) ;;
		*)
			if [ -d "$name" ]; then
				[ -f "$name/README.md" ] || echo "$name/"
			elif [ ! -x "$name" ] || [ "${name%.*}" != "$name" ]
			then
				echo "$name"
			fi
			;;
		esac
	done ) | sort
}

# Prints what is wrong with the README.md of folder $1.
faults_of()
{
	if [ ! -f "$1/README.md" ]; then
		echo "${1#"$top_srcdir"/} has no README.md"
		return
	fi
	named_in "$1/README.md" >"$work/lines"
	sort -u "$work/lines" >"$work/named"
	held_by "$1" >"$work/held"
	comm -13 "$work/named" "$work/held" | sed 's/$/ has no line/'
	comm -23 "$work/named" "$work/held" | sed 's/$/ is not there/'
	uniq -d "$work/lines" | sed 's/$/ has two lines/'
}

# The folders that are looked at: all with sources, and two more.
folders=$(cd "$top_srcdir" && {
	find src -name '*.[ch]' | sed 's|/[^/]*$||'
	echo tests
	echo packaging
} | sort -u)

# A small tree that is wrong on purpose.
mkdir -p "$work/tree/room" "$work/tree/bare"
touch "$work/tree/room/a.c" "$work/tree/room/a.h" "$work/tree/room/b.c" \
    "$work/tree/room/d.c" "$work/tree/bare/e.c"
cat >"$work/tree/room/README.md" <<'END'
| file | |
|---|---|
| `a.[ch]` | both |
| `c.c` | gone |
| `d.c` | once |
| `d.c` | twice |

`b.c` is spoken of, but has no line.
END

# shellcheck disable=SC2086
set -- $folders
echo "1..$(($# + 1))"
n=0
for folder; do
	n=$((n + 1))
	faults=$(faults_of "$top_srcdir/$folder")
	if [ -z "$faults" ]; then
		echo "ok $n - the_readme_of_${folder}_names_its_files"
	else
		echo "not ok $n - the_readme_of_${folder}_names_its_files"
		echo "$faults" | sed 's/^/# /'
	fi
done

n=$((n + 1))
got=$(top_srcdir=$work/tree; for folder in room bare; do
	faults_of "$work/tree/$folder"
done)
if [ "$got" = "b.c has no line
c.c is not there
d.c has two lines
bare has no README.md" ]; then
	echo "ok $n - wrong_tables_are_seen"
else
	echo "not ok $n - wrong_tables_are_seen"
	echo "$got" | sed 's/^/# got: /'
fi
