# What completes in the shells themselves: the same lines in bash, zsh and
# fish.  A shell that is not installed is a skip.  TAP.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
HOME=$work
ZDOTDIR=$work
XDG_CONFIG_HOME=$work/config
XDG_DATA_HOME=$work/data
export HOME ZDOTDIR XDG_CONFIG_HOME XDG_DATA_HOME
unset PROFEDIT_DATADIR
mkdir "$work/bin" "$work/files" "$work/files/folder"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$PROFEDIT" >"$work/bin/profedit"
chmod +x "$work/bin/profedit"
PATH=$work/bin:$PATH
: >"$work/files/corp.mobileconfig"
cd "$work/files" || exit 99
number=0

# The words that line $1 may go on with, a line each, in `out`.
complete_bash()
{
	bash --noprofile --norc -c '
		source ../bash || exit 1
		line=${1//=/ = }
		line=${line//:/ : }
		read -r -a COMP_WORDS <<<"$line"
		[[ $1 == *" " ]] && COMP_WORDS+=("")
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		COMP_LINE=$1 COMP_POINT=${#1}
		_profedit profedit "${COMP_WORDS[COMP_CWORD]}"
		printf "%s\n" "${COMPREPLY[@]}"' bash "$1" >out 2>err
}

complete_fish()
{
	fish -c 'source ../fish; complete -C "'"$1"'"' 2>err |
	    sed 's/	.*//; s/^--[a-z-]*=\(.\)/\1/' >out
}

# zsh completes on a terminal only: one of zpty's.
complete_zsh()
{
	: >out
	LINE_TO_COMPLETE=$1 zsh -f "$top_srcdir/tests/completion.zsh" \
	    >log 2>err
}

# case_is SHELL LINE WANTED LACKED: words (patterns) that there are, or not.
case_is()
{
	number=$((number + 1))
	why=
	complete_$1 "$2"
	for word in $3; do
		grep -qx -e "$word" out || why="$why; no '$word'"
	done
	for word in $4; do
		grep -qx -e "$word" out && why="$why; '$word'"
	done
	[ ! -s err ] || why="$why; $(head -n 1 err)"
	if [ -z "$why" ]; then
		echo "ok $number - $1 completes '$2'"
	else
		echo "not ok $number - $1 completes '$2'"
		echo "# $why"
		sed 's/^/# out: /' out | head -n 10
	fi
}

for shell in bash zsh fish; do
	number=$((number + 1))
	"$PROFEDIT" completion $shell >"$work/$shell"
	if cmp -s "$work/$shell" "$(ls "$top_srcdir/completions/$shell"/*)"
	then
		echo "ok $number - completion of $shell is the one that is installed"
	else
		echo "not ok $number - completion of $shell is the one that is installed"
		echo "# 'make manual' writes it anew"
	fi
	number=$((number + 1))
	if ! command -v $shell >/dev/null 2>&1; then
		echo "ok $number - $shell completes # SKIP $shell is not installed"
		continue
	fi
	if $shell -n "$work/$shell"; then
		echo "ok $number - $shell reads its completion"
	else
		echo "not ok $number - $shell reads its completion"
	fi
	while IFS='|' read -r line wanted lacked; do
		case_is $shell "$line" "$wanted" "$lacked"
	done <<-'END'
	profedit ch|check|show corp.mobileconfig
	profedit corp|corp.mobileconfig|check
	profedit check |corp.mobileconfig folder/*|list
	profedit lint corp|corp.mobileconfig|
	profedit check --th|--threshold=*|--type=*
	profedit check --format=|text json|tree xml
	profedit show --format=|tree xml|text
	profedit check --format j|json|text
	profedit check --threshold=w|warning|error
	profedit check --target=m|macOS|iOS
	profedit check --format=json corp|corp.mobileconfig|
	profedit schema |list show search|check.mobileconfig corp.mobileconfig
	profedit schema li|list|show
	profedit schema list --|--for=* --format=*|--threshold=*
	profedit schema list --format=|text json names|tree
	profedit schema show com.apple.md|com.apple.mdm|com.apple.dock
	profedit schema describe com.apple.md|com.apple.mdm|com.apple.dock
	profedit schema update |folder/*|corp.mobileconfig
	profedit add corp.mobileconfig com.apple.wifi|com.apple.wifi.managed|
	profedit new --payload=com.apple.wifi|com.apple.wifi.managed|
	profedit new --payload com.apple.wifi|com.apple.wifi.managed|
	profedit get corp|corp.mobileconfig|
	profedit get corp.mobileconfig ||corp.mobileconfig
	profedit completion |bash zsh fish|corp.mobileconfig
	profedit help sch|schema|show
	profedit rights --col|--color=*|
	profedit -- corp|corp.mobileconfig|
	END
done
echo 1..$number
