# What README.md shows runs, and what its pages point to is there.  TAP.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

# report NAME FAULTS: one TAP line, the faults as diagnostics.
report()
{
	number=$((number + 1))
	if [ -z "$2" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		printf '%s\n' "$2" | head -n 20 | sed 's/^/# /'
	fi
}

# A checkout of profiles, in a repository where there is git.
mkdir -p "$work/bin" "$work/here/profiles" || exit 99
printf '#!/bin/sh\nexec "%s" "$@"\n' "$PROFEDIT" >"$work/bin/profedit"
chmod 755 "$work/bin/profedit"
cp "$top_srcdir/help/examples/enrolment.mobileconfig" "$work/here/profiles/"
mkdir -p "$work/here/help/examples"
cp "$top_srcdir/help/examples/enrolment.mobileconfig" \
    "$work/here/help/examples/"
chmod -R u+w "$work/here"
PATH=$work/bin:$PATH
HOME=$work
GIT_CONFIG_NOSYSTEM=1
export PATH HOME GIT_CONFIG_NOSYSTEM
unset GIT_DIR GIT_WORK_TREE XDG_CONFIG_HOME
cd "$work/here" || exit 99
git=no
if command -v git >/dev/null 2>&1; then
	git=yes
	cp profiles/enrolment.mobileconfig corp.mobileconfig
	git init -q . && git add . && git -c user.name=T -c user.email=t@t.invalid \
	    commit -q -m first || git=no
fi

number=0
echo 1..4
# Each line of the blocks of sh: those of one block depend on each other.
sed -n '/^```sh$/,/^```$/{/^```/!p;}' "$top_srcdir/README.md" >"$work/lines"
faults=
while IFS= read -r line; do
	case $git$line in
	nogit*) continue ;;
	esac
	sh -c "$line" >"$work/out" 2>"$work/err" </dev/null ||
	    faults="$faults$line: ended with $?
$(cat "$work/out" "$work/err")
"
done <"$work/lines"
[ "$(wc -l <"$work/lines")" -gt 10 ] || faults="README.md shows no commands"
report what_the_readme_shows_runs "$faults"

if [ $git = no ]; then
	number=$((number + 1))
	echo "ok $number - git_shows_what_changed_in_words # SKIP git is not" \
	    "installed"
else
	fault=
	git diff >"$work/out" 2>"$work/err"
	grep -q '^-.*Check out when removed *true' "$work/out" &&
	    grep -q '^+.*Check out when removed *false' "$work/out" ||
	    fault=$(cat "$work/out" "$work/err")
	report git_shows_what_changed_in_words "$fault"
fi

# Exit status 1 is what the README says.
sed 's/com.apple.mgmt/com.example/' corp.mobileconfig >profiles/bad.mobileconfig
check=$(grep '^profedit check --target' "$work/lines")
sh -c "$check" >"$work/out" 2>&1
status=$?
fault=
[ $status -eq 1 ] || fault="ended with $status: $(cat "$work/out")"
report a_pipeline_fails_on_findings "$fault"

faults=
for page in README.md HACKING.md packaging/README.md src/README.md \
    tests/README.md; do
	for link in $(sed 's/](/\n](/g' "$top_srcdir/$page" |
	    sed -n 's/^](\([^)]*\)).*/\1/p'); do
		case $link in
		*://*) continue ;;
		esac
		[ -e "$top_srcdir/$(dirname "$page")/$link" ] ||
		    faults="$faults$page: '$link' is not there
"
	done
done
report each_page_that_is_named_is_there "$faults"
