# fish completion for profedit; made by `profedit completion fish'

function __profedit_types
	set -l words (commandline -opc)
	command $words[1] schema list --format=names 2>/dev/null
end

# The command that $argv[1] is a name of.
function __profedit_command
	switch $argv[1]
	case 'check' 'validate' 'lint' 'verify'
		echo 'check'
	case 'show' 'print' 'cat' 'view'
		echo 'show'
	case 'get' 'read'
		echo 'get'
	case 'set' 'write'
		echo 'set'
	case 'unset' 'remove' 'delete'
		echo 'unset'
	case 'add'
		echo 'add'
	case 'new' 'create'
		echo 'new'
	case 'schema' 'schemas'
		echo 'schema'
	case 'schema list' 'schema ls'
		echo 'schema list'
	case 'schema show' 'schema describe' 'schema explain' 'schema get'
		echo 'schema show'
	case 'schema search' 'schema find' 'schema grep'
		echo 'schema search'
	case 'schema check' 'schema validate' 'schema lint' 'schema verify'
		echo 'schema check'
	case 'schema diff' 'schema compare'
		echo 'schema diff'
	case 'schema update' 'schema upgrade'
		echo 'schema update'
	case 'rights' 'accessrights'
		echo 'rights'
	case 'completion' 'completions'
		echo 'completion'
	case 'help'
		echo 'help'
	case 'version'
		echo 'version'
	case '*'
		return 1
	end
end

set -g __profedit_valued --schema-dir --rules-dir --target --for --profiles --against --threshold --format --type --payload --name --identifier --organization --color

# The command of the line so far, and how many arguments stand behind it.
function __profedit_place
	set -l words (commandline -opc)
	set -l name ''
	set -l place 0
	set -l ended no
	set -l skip no
	set -e words[1]
	for word in $words
		if test $skip = yes
			set skip no
		else if test $ended = no; and test "$word" = --
			set ended yes
		else if test $ended = no; and string match -q -- '-?*' $word
			contains -- $word $__profedit_valued; and set skip yes
		else if test $ended = no; and test $place = 0; and __profedit_command (string trim -- "$name $word") >/dev/null
			set name (__profedit_command (string trim -- "$name $word"))
		else
			set place (math $place + 1)
		end
	end
	echo $name
	echo $place
end

# Whether the line is about command $argv[1], at argument $argv[2] (2+: or later).
function __profedit_at
	set -l at (__profedit_place)
	test "$at[1]" = "$argv[1]"; or return 1
	set -q argv[2]; or return 0
	if string match -q -- '*+' $argv[2]
		test $at[2] -ge (string trim -c + -- $argv[2])
	else
		test $at[2] = $argv[2]
	end
end

complete -c profedit -n '__profedit_at "" 0' -a check -d 'say what is wrong with profiles'
complete -c profedit -n '__profedit_at "" 0' -a show -d 'print a profile with the titles of its keys'
complete -c profedit -n '__profedit_at "" 0' -a get -d 'print one value'
complete -c profedit -n '__profedit_at "" 0' -a set -d 'set one value and save'
complete -c profedit -n '__profedit_at "" 0' -a unset -d 'remove one key or item and save'
complete -c profedit -n '__profedit_at "" 0' -a add -d 'add a payload and save'
complete -c profedit -n '__profedit_at "" 0' -a new -d 'make a new profile'
complete -c profedit -n '__profedit_at "" 0' -a schema -d 'list, explain, search, check, compare and update schemas'
complete -c profedit -n '__profedit_at "" 0' -a rights -d 'translate AccessRights between numbers and words'
complete -c profedit -n '__profedit_at "" 0' -a completion -d 'print what completes command lines in a shell'
complete -c profedit -n '__profedit_at "" 0' -a help -d 'explain a command'
complete -c profedit -n '__profedit_at "" 0' -a version -d 'print the version'
complete -c profedit -n '__profedit_at "" 0' -F
complete -c profedit -n '__profedit_at "" 1+' -f
complete -c profedit -n '__profedit_at ""' -l schema-dir -r -f -a '(__fish_complete_directories)' -d 'schemas from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at ""' -l rules-dir -r -f -a '(__fish_complete_directories)' -d 'rules from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at ""' -l target -r -f -a 'iOS macOS tvOS visionOS watchOS' -d 'a system it is for'
complete -c profedit -n '__profedit_at ""' -l against -r -F -d 'the profile that is installed now'
complete -c profedit -n '__profedit_at ""' -l backup -d 'keep the old file under its name with SUFFIX'
complete -c profedit -n '__profedit_at ""' -l show-secrets -d 'do not mask passwords and other secrets'
complete -c profedit -n '__profedit_at ""' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at ""' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at ""' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at ""' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "check" 0+' -F
complete -c profedit -n '__profedit_at "check"' -l schema-dir -r -f -a '(__fish_complete_directories)' -d 'schemas from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "check"' -l rules-dir -r -f -a '(__fish_complete_directories)' -d 'rules from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "check"' -l target -r -f -a 'iOS macOS tvOS visionOS watchOS' -d 'a system it is for'
complete -c profedit -n '__profedit_at "check"' -l against -r -F -d 'the profile that is installed now'
complete -c profedit -n '__profedit_at "check"' -l threshold -x -a 'note warning error' -d 'the least severity that is printed and makes the exit status 1'
complete -c profedit -n '__profedit_at "check"' -l format -x -a 'text json' -d 'how findings are printed'
complete -c profedit -n '__profedit_at "check"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "check"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "check"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "check"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "show" 0' -F
complete -c profedit -n '__profedit_at "show" 1' -f
complete -c profedit -n '__profedit_at "show" 2+' -f
complete -c profedit -n '__profedit_at "show"' -l schema-dir -r -f -a '(__fish_complete_directories)' -d 'schemas from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "show"' -l rules-dir -r -f -a '(__fish_complete_directories)' -d 'rules from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "show"' -l format -x -a 'tree json xml' -d 'how the profile is printed'
complete -c profedit -n '__profedit_at "show"' -l textconv -d 'for git'
complete -c profedit -n '__profedit_at "show"' -l show-secrets -d 'do not mask passwords and other secrets'
complete -c profedit -n '__profedit_at "show"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "show"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "show"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "show"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "get" 0' -F
complete -c profedit -n '__profedit_at "get" 1' -f
complete -c profedit -n '__profedit_at "get" 2+' -f
complete -c profedit -n '__profedit_at "get"' -l schema-dir -r -f -a '(__fish_complete_directories)' -d 'schemas from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "get"' -l rules-dir -r -f -a '(__fish_complete_directories)' -d 'rules from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "get"' -l show-secrets -d 'do not mask passwords and other secrets'
complete -c profedit -n '__profedit_at "get"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "get"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "get"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "get"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "set" 0' -F
complete -c profedit -n '__profedit_at "set" 1' -f
complete -c profedit -n '__profedit_at "set" 2' -f
complete -c profedit -n '__profedit_at "set" 3+' -f
complete -c profedit -n '__profedit_at "set"' -l schema-dir -r -f -a '(__fish_complete_directories)' -d 'schemas from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "set"' -l rules-dir -r -f -a '(__fish_complete_directories)' -d 'rules from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "set"' -l type -x -a 'string integer real boolean date data array dictionary dict' -d 'the type of a value that no schema knows'
complete -c profedit -n '__profedit_at "set"' -l plist -d 'VALUE is a piece of XML, for lists and dictionaries'
complete -c profedit -n '__profedit_at "set"' -l insert -d 'with a number at the end of PATH'
complete -c profedit -n '__profedit_at "set"' -l backup -d 'keep the old file under its name with SUFFIX'
complete -c profedit -n '__profedit_at "set"' -l in-place -d 'write into the file itself where it cannot be replaced'
complete -c profedit -n '__profedit_at "set"' -l force -d 'save a signed profile unsigned'
complete -c profedit -n '__profedit_at "set"' -l strict -d 'refuse what brings findings'
complete -c profedit -n '__profedit_at "set"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "set"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "set"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "set"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "unset" 0' -F
complete -c profedit -n '__profedit_at "unset" 1' -f
complete -c profedit -n '__profedit_at "unset" 2+' -f
complete -c profedit -n '__profedit_at "unset"' -l backup -d 'keep the old file under its name with SUFFIX'
complete -c profedit -n '__profedit_at "unset"' -l in-place -d 'write into the file itself where it cannot be replaced'
complete -c profedit -n '__profedit_at "unset"' -l force -d 'save a signed profile unsigned'
complete -c profedit -n '__profedit_at "unset"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "unset"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "unset"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "unset"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "add" 0' -F
complete -c profedit -n '__profedit_at "add" 1' -f -a '(__profedit_types)'
complete -c profedit -n '__profedit_at "add" 2+' -f
complete -c profedit -n '__profedit_at "add"' -l schema-dir -r -f -a '(__fish_complete_directories)' -d 'schemas from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "add"' -l rules-dir -r -f -a '(__fish_complete_directories)' -d 'rules from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "add"' -l backup -d 'keep the old file under its name with SUFFIX'
complete -c profedit -n '__profedit_at "add"' -l in-place -d 'write into the file itself where it cannot be replaced'
complete -c profedit -n '__profedit_at "add"' -l force -d 'save a signed profile unsigned'
complete -c profedit -n '__profedit_at "add"' -l strict -d 'refuse what brings findings'
complete -c profedit -n '__profedit_at "add"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "add"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "add"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "add"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "new" 0' -F
complete -c profedit -n '__profedit_at "new" 1+' -f
complete -c profedit -n '__profedit_at "new"' -l schema-dir -r -f -a '(__fish_complete_directories)' -d 'schemas from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "new"' -l rules-dir -r -f -a '(__fish_complete_directories)' -d 'rules from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "new"' -l payload -r -f -a '(__profedit_types)' -d 'a payload the new profile shall contain'
complete -c profedit -n '__profedit_at "new"' -l name -r -f -d 'the name people see'
complete -c profedit -n '__profedit_at "new"' -l identifier -r -f -d 'the identifier'
complete -c profedit -n '__profedit_at "new"' -l organization -r -f -d 'who it is from'
complete -c profedit -n '__profedit_at "new"' -l force -d 'take payload types that look misspelt'
complete -c profedit -n '__profedit_at "new"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "new"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "new"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "new"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "schema" 0' -f -a list -d 'every payload there is, and which schemas are in use'
complete -c profedit -n '__profedit_at "schema" 0' -f -a show -d 'a page about a payload or a key'
complete -c profedit -n '__profedit_at "schema" 0' -f -a search -d 'find keys by words'
complete -c profedit -n '__profedit_at "schema" 0' -f -a check -d 'what is odd in schema or rules files'
complete -c profedit -n '__profedit_at "schema" 0' -f -a diff -d 'compare two sets of schema files'
complete -c profedit -n '__profedit_at "schema" 0' -f -a update -d 'make a set of your own out of a newer release'
complete -c profedit -n '__profedit_at "schema list" 0+' -f
complete -c profedit -n '__profedit_at "schema list"' -l schema-dir -r -f -a '(__fish_complete_directories)' -d 'schemas from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "schema list"' -l rules-dir -r -f -a '(__fish_complete_directories)' -d 'rules from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "schema list"' -l for -r -f -a 'iOS macOS tvOS visionOS watchOS' -d 'only what is there on a system'
complete -c profedit -n '__profedit_at "schema list"' -l format -x -a 'text json names' -d 'how the list is printed'
complete -c profedit -n '__profedit_at "schema list"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "schema list"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "schema list"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "schema list"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "schema show" 0' -f -a '(__profedit_types)'
complete -c profedit -n '__profedit_at "schema show" 1+' -f
complete -c profedit -n '__profedit_at "schema show"' -l schema-dir -r -f -a '(__fish_complete_directories)' -d 'schemas from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "schema show"' -l rules-dir -r -f -a '(__fish_complete_directories)' -d 'rules from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "schema show"' -l format -x -a 'text json' -d 'how the result is printed'
complete -c profedit -n '__profedit_at "schema show"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "schema show"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "schema show"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "schema show"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "schema search" 0+' -f
complete -c profedit -n '__profedit_at "schema search"' -l schema-dir -r -f -a '(__fish_complete_directories)' -d 'schemas from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "schema search"' -l rules-dir -r -f -a '(__fish_complete_directories)' -d 'rules from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "schema search"' -l for -r -f -a 'iOS macOS tvOS visionOS watchOS' -d 'only what is there on a system'
complete -c profedit -n '__profedit_at "schema search"' -l format -x -a 'text json' -d 'how the result is printed'
complete -c profedit -n '__profedit_at "schema search"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "schema search"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "schema search"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "schema search"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "schema check" 0+' -F
complete -c profedit -n '__profedit_at "schema check"' -l schema-dir -r -f -a '(__fish_complete_directories)' -d 'schemas from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "schema check"' -l rules-dir -r -f -a '(__fish_complete_directories)' -d 'rules from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "schema check"' -l threshold -x -a 'note warning error' -d 'the least severity that is printed and makes the exit status 1'
complete -c profedit -n '__profedit_at "schema check"' -l format -x -a 'text json' -d 'how the result is printed'
complete -c profedit -n '__profedit_at "schema check"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "schema check"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "schema check"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "schema check"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "schema diff" 0' -F
complete -c profedit -n '__profedit_at "schema diff" 1' -F
complete -c profedit -n '__profedit_at "schema diff" 2+' -f
complete -c profedit -n '__profedit_at "schema diff"' -l format -x -a 'text json' -d 'how the result is printed'
complete -c profedit -n '__profedit_at "schema diff"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "schema diff"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "schema diff"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "schema diff"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "schema update" 0' -f -a '(__fish_complete_directories)'
complete -c profedit -n '__profedit_at "schema update" 1+' -f
complete -c profedit -n '__profedit_at "schema update"' -l profiles -r -f -a '(__fish_complete_directories)' -d 'say which profiles in DIR use what changed'
complete -c profedit -n '__profedit_at "schema update"' -l format -x -a 'text json' -d 'how the result is printed'
complete -c profedit -n '__profedit_at "schema update"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "schema update"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "schema update"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "schema update"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "rights" 0+' -f
complete -c profedit -n '__profedit_at "rights"' -l schema-dir -r -f -a '(__fish_complete_directories)' -d 'schemas from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "rights"' -l rules-dir -r -f -a '(__fish_complete_directories)' -d 'rules from DIR, before the built-in ones'
complete -c profedit -n '__profedit_at "rights"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "rights"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "rights"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "rights"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "completion" 0' -f -a 'bash zsh fish'
complete -c profedit -n '__profedit_at "completion" 1+' -f
complete -c profedit -n '__profedit_at "completion"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "completion"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "completion"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "completion"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "help" 0+' -f -a 'check show get set unset add new schema rights completion help version'
complete -c profedit -n '__profedit_at "help"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "help"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "help"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "help"' -s V -l version -d 'print the version and end'
complete -c profedit -n '__profedit_at "version" 0+' -f
complete -c profedit -n '__profedit_at "version"' -l ascii -d 'no signs beyond ASCII'
complete -c profedit -n '__profedit_at "version"' -l color -x -a 'auto always never' -d 'colours on the terminal'
complete -c profedit -n '__profedit_at "version"' -s h -l help -d 'print this and end'
complete -c profedit -n '__profedit_at "version"' -s V -l version -d 'print the version and end'
