# Refuses an #include that points upward, and a foreign header outside its
# home.  One TAP case per folder under src/ and one per foreign header.
# The last case runs the checker on a small tree that is wrong on purpose.

# A folder and the folders it may include besides itself.
layers='
base
line     base
value    base
schema   value base
profile  value base
check    schema profile value base
form     check schema profile value base
editor   form check schema profile value base
tui      editor form check schema profile value base line
shell    editor form check schema profile value base line
cli      editor form check schema profile value base
'

# A foreign header (a pattern) and the files it may stand in (patterns).
homes='
yaml.h            base/yaml.c
pcre2*.h          base/regex.c
uthash.h          base/*.c
expat*.h          profile/libexpat.h
plist/*           profile/libplist.h
openssl/*         profile/crypto.h
histedit.h        line/*
editline/*        line/*
curses.h          tui/*
ncurses*.h        tui/*
ncursesw/*        tui/*
term.h            tui/*
panel.h           nowhere
form.h            nowhere
menu.h            nowhere
cmocka.h          nowhere
vterm*.h          nowhere
'

# Prints "FILE INCLUDED MARK" for each #include of the tree, FILE from src/,
# MARK what stands before the name: " or <.
list_includes()
{
	( cd "$1" && find . -name '*.[ch]' | sort | while IFS= read -r file; do
		sed -n 's/^[ 	]*#[ 	]*include[ 	]*\([<"]\)\([^>"]*\)[>"].*/\2 \1/p' \
		    "$file" | sed "s|^|${file#./} |"
	done )
}

# Prints what is wrong with the includes of folder $1 (may include: $2...).
folder_faults()
{
	folder=$1
	shift
	while read -r file header mark; do
		case $file in
		"$folder"/*) ;;
		*) continue ;;
		esac
		case $header in
		"$folder"/*|config.h) continue ;;
		*/*) ;;
		*)
			if [ "$mark" = '"' ] && [ -f "$src/$folder/$header" ]
			then
				echo "$file: '$header' is not written from src"
			fi
			continue
			;;
		esac
		[ -d "$src/${header%%/*}" ] || continue
		case " $* " in
		*" ${header%%/*} "*) ;;
		*) echo "$file: may not include '$header'" ;;
		esac
		case $header in
		*/internal.h) echo "$file: '$header' is internal" ;;
		esac
	done <"$list"
}

# Prints where header pattern $1 stands outside of its homes ($2...).
header_faults()
{
	pattern=$1
	shift
	while read -r file header mark; do
		case $header in
		$pattern) ;;
		*) continue ;;
		esac
		allowed=no
		for home; do
			case $file in
			$home) allowed=yes ;;
			esac
		done
		[ $allowed = yes ] || echo "$file: includes '$header'"
	done <"$list"
}

# Prints the files under src/ that no row of the table covers.
stray_faults()
{
	find "$src" -mindepth 1 -maxdepth 1 | sort | while IFS= read -r path; do
		name=${path##*/}
		case $name in
		main.c|README.md|.*|*.o) continue ;;
		esac
		echo "$layers" | grep -q "^$name\( \|\$\)" ||
		    echo "src/$name is in no layer"
	done
}

# report NAME FAULTS: one TAP line, the faults as diagnostics.
report()
{
	count=$((count + 1))
	if [ -z "$2" ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		echo "$2" | sed 's/^/# /'
		bad=1
	fi
}

check_tree()
{
	src=$1
	list_includes "$src" >"$list"
	report every_folder_is_a_layer "$(stray_faults)"
	while read -r folder below; do
		[ -n "$folder" ] || continue
		# shellcheck disable=SC2086
		report "${folder}_includes_only_what_is_below" \
		    "$(folder_faults "$folder" $below)"
	done <<-END
	$layers
	END
	set -f
	while read -r header home; do
		[ -n "$header" ] || continue
		# shellcheck disable=SC2086
		report "$(echo "$header" | tr -c 'a-z0-9\n' _)_stays_home" \
		    "$(header_faults "$header" $home)"
	done <<-END
	$homes
	END
	set +f
}

# The checker itself: a small tree with one fault of each kind.
check_checker()
{
	fake=$work/src
	mkdir -p "$fake/base" "$fake/schema" "$fake/profile"
	echo '#include "schema/x.h"' >"$fake/base/a.c"
	echo '#include "profile/x.h"' >"$fake/schema/b.c"
	printf '%s\n' '#include <yaml.h>' '#include "schema/internal.h"' \
	    '# include  <expat.h>' >"$fake/profile/c.c"
	echo '#include "base/a.h"' >"$fake/schema/fine.c"
	found=$(check_tree "$fake" | grep -c '^# ')
	if [ "$found" = 6 ]; then
		report each_kind_of_fault_is_found ""
	else
		report each_kind_of_fault_is_found "found $found of 6 faults"
	fi
}

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
list=$work/list
count=0
bad=0
check_tree "$top_srcdir/src"
check_checker
echo "1..$count"
exit 0
