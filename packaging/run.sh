#!/bin/sh
# Installs what is missing, builds profedit and starts the editor.
# Usage: sh packaging/run.sh [FILE]
# Without FILE it opens a copy of help/examples/enrolment.mobileconfig.
# CONFIGURE_OPTIONS is handed to configure.
# Without a terminal it prints the findings and the tree view of that file.
top=$(cd "$(dirname "$0")/.." && pwd) || exit 2
. "$top/packaging/deps.sh"

case ${1:-} in
-h|--help)
	sed -n '2,6s/^# //p' "$0"
	exit 0
	;;
--) shift ;;
-?*)
	give_up "there is no option '$1'; a file of that name is" \
	    "'./$1' (-h prints how it is used)"
	;;
esac
[ $# -le 1 ] || give_up "one file at most"

ensure_packages
# shellcheck disable=SC2086
build_program "$top/build" ${CONFIGURE_OPTIONS:-}

file=${1:-}
if [ -z "$file" ]; then
	file=$build/enrolment.mobileconfig
	# A copy from last time may hold edits: it stays.
	[ -f "$file" ] ||
	    cp "$top/help/examples/enrolment.mobileconfig" "$file" ||
	    give_up "cannot copy the example to '$file'"
	say "the example enrolment profile: $file"
fi
profedit=$build/profedit

if [ -t 0 ] && [ -t 1 ]; then
	exec "$profedit" -- "$file"
fi
"$profedit" check -- "$file"
status=$?
[ $status -le 1 ] || exit $status
exec "$profedit" show -- "$file"
