# Types $LINE_TO_COMPLETE and Tab into a zsh on a terminal of its own, and
# leaves what it offered in the file `out`, a line each (tests/completion.sh).
zmodload zsh/zpty || exit 1
zpty shell zsh -f -i

# What is run in there first; the line is typed when it has answered.
zpty -w shell "PS1= PS2= ; cd ${(q)PWD}"
zpty -w shell 'source =(cat <<"EOS"
autoload -Uz compinit
# Looking through all its functions takes long: once is enough.
compinit -C -d ../zcompdump
source ../zsh
# What does not fill an array of its own is what is offered.
compadd() {
	local -a hits
	if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
		builtin compadd "$@"
		return
	fi
	builtin compadd -A hits "$@"
	print -rl -- $hits >>out
	builtin compadd "$@"
}
# Files come as parts of paths.
zstyle ":completion:*" list-suffixes false
finish() { print -r -- THE-END; exit }
comppostfuncs=(finish)
bindkey "^I" complete-word
print -r -- IS-""READY
EOS
)'
zpty -r shell seen '*IS-READY*' || exit 1
zpty -w -n shell "$LINE_TO_COMPLETE"$'\t'
zpty -r shell seen '*THE-END*'
zpty -d shell
