# The sub-commands, as a script would use them.  TAP.
. "$top_srcdir/tests/cases.sh"

# changed_lines N: the diff against the example has N lines removed and added in all.
changed_lines()
{
	lines=$(diff "$example" corp.mobileconfig | grep -c '^[<>]')
	[ "$lines" -eq "$1" ] || why="$why; $lines lines of diff, not $1"
}

# --- check ---
run check corp.mobileconfig
case_is example_has_no_findings 0

run unset corp.mobileconfig $mdm/Topic
case_is unset_removes_a_key 0
again check corp.mobileconfig
wants out '^corp.mobileconfig:[0-9]*:[0-9]*: error: .*\[missing-key\] /PayloadContent/[0-9]*/Topic$'
case_is check_reports_a_missing_key_with_its_place 1
again check --format=json corp.mobileconfig
wants out '"code": *"missing-key"'
case_is check_writes_json 1
again check --threshold=none corp.mobileconfig
wants err "'none' is not a valid choice for --threshold: note, warning or"
case_is check_refuses_an_unknown_threshold 2

printf '<plist><dict><key>A</key></plist>' >bad.mobileconfig
again check bad.mobileconfig
wants out '^bad.mobileconfig:1:[0-9]*: error: .*\[syntax\]'
case_is ill_formed_file_is_a_finding 1
again check missing.mobileconfig
case_is missing_file_is_status_2 2
again check bad.mobileconfig missing.mobileconfig
case_is status_2_wins 2
mkdir -p folder/deeper
cp "$example" folder/deeper/a.mobileconfig
cp bad.mobileconfig folder/b.mobileconfig
again check folder
wants out '^folder/b.mobileconfig:'
lacks out 'a.mobileconfig'
case_is folder_is_searched 1
"$PROFEDIT" check - <bad.mobileconfig >out 2>err
status=$? why=
case_is standard_input_is_checked 1

cp "$example" old.mobileconfig
run set corp.mobileconfig $mdm/ServerURL https://other.example.com/mdm
case_is set_changes_a_text 0
changed_lines 2
case_is set_changes_one_line 0
again check --against=old.mobileconfig corp.mobileconfig
wants out 'update-fixed-key'
case_is update_rules_apply_against_the_installed_profile 1

# --- show and get ---
run show corp.mobileconfig
wants out 'Server URL  *https://'
lacks out 'only-an-example'
case_is show_has_titles_and_masks_secrets 0
run show --show-secrets corp.mobileconfig
wants out 'only-an-example'
case_is secrets_are_shown_when_asked_for 0
run show --format=json corp.mobileconfig
wants out '"ServerURL": "https://'
lacks out 'only-an-example'
case_is show_writes_json 0
run show --format=xml corp.mobileconfig $mdm
wants out '<key>ServerURL</key>'
case_is show_writes_xml_of_a_part 0
run show --format=xml corp.mobileconfig
lacks out 'only-an-example'
case_is xml_masks_secrets 0
run show --format=yaml corp.mobileconfig
case_is unknown_format_is_refused 2
run get corp.mobileconfig $mdm/ServerURL
wants out '^https://'
case_is get_prints_a_text 0
run get corp.mobileconfig com.apple.security.root/PayloadContent
[ "$(od -An -tx1 -N2 out | tr -d ' ')" = 3082 ] || why="not the bytes"
case_is get_prints_the_bytes_of_data 0
run get corp.mobileconfig $mdm/Nothing
wants err "Nothing"
case_is get_of_a_missing_key_says_so 2
run get corp.mobileconfig com.apple.security.scep/PayloadContent/Challenge
wants out 'only-an-example'
case_is get_of_exactly_a_secret_prints_it 0

# --- set ---
run set corp.mobileconfig $mdm/AccessRights 3
changed_lines 2
case_is set_reads_an_integer_by_the_schema 0
run set corp.mobileconfig $mdm/AccessRights many
wants err "many"
changed_lines 0
case_is set_refuses_what_does_not_read_as_the_type 2
run set corp.mobileconfig $mdm/ServerURL \
    "$("$PROFEDIT" get "$example" $mdm/ServerURL)"
changed_lines 0
case_is setting_what_is_there_writes_nothing 0
run set corp.mobileconfig $mdm/VendorKey x
wants err '\-\-type'
case_is unknown_key_needs_a_type 2
run set --type=integer corp.mobileconfig $mdm/VendorKey 5
changed_lines 2
case_is unknown_key_is_added_by_type 0
run set corp.mobileconfig com.apple.security.root/PayloadContent @corp.mobileconfig
case_is data_comes_from_a_file 0
again get corp.mobileconfig com.apple.security.root/PayloadContent
cmp -s out "$example" || why="other bytes"
case_is data_from_a_file_is_whole 0
run set corp.mobileconfig $mdm/ServerCapabilities/- com.apple.mdm.token
again get corp.mobileconfig $mdm/ServerCapabilities
wants out 'com.apple.mdm.token'
case_is dash_appends_to_a_list 0
run set --plist corp.mobileconfig $mdm/ServerCapabilities \
    '<array><string>com.apple.mdm.per-user-connections</string></array>'
case_is plist_sets_a_list 0
run set corp.mobileconfig RemovalDate +90d
case_is date_may_be_relative 0
again get corp.mobileconfig RemovalDate
wants out '^20[0-9-]*T[0-9:]*Z$'
case_is date_is_written_absolute 0
run set --backup=.old corp.mobileconfig $mdm/AccessRights 3
cmp -s corp.mobileconfig.old "$example" || why="no backup"
case_is backup_keeps_the_old_file 0
cp "$example" signed.in
run set corp.mobileconfig $mdm/ServerURL/Deeper x
case_is step_into_a_text_fails 2

# --- add, new ---
run add corp.mobileconfig com.apple.wifi.managed
wants out '^/PayloadContent/[0-9]*$'
case_is add_prints_the_path_of_the_payload 0
again get corp.mobileconfig com.apple.wifi.managed/PayloadType
wants out '^com.apple.wifi.managed$'
case_is added_payload_is_there 0
run new corp.mobileconfig
wants err 'exists'
changed_lines 0
case_is new_refuses_a_file_that_exists 2
again new --name=Office --identifier=com.example.office \
    --payload=com.apple.mdm office.mobileconfig
case_is new_makes_a_profile 0
again get office.mobileconfig PayloadIdentifier
wants out '^com.example.office$'
case_is new_profile_has_its_identifier 0

# --- schema, rights ---
again schema list
wants out ' com.apple.mdm  *iOS 4 '
case_is schema_list_names_payloads 0
again schema show com.apple.mdm/AccessRights
wants out '4096'
case_is schema_show_explains_bits 0
again schema show com.apple.nothing
case_is schema_show_of_an_unknown_type_fails 2
again rights 3
wants out 'inspect'
case_is rights_takes_a_number_apart 0
again rights 128
wants out '^128 = 0x80'
lacks out 192
wants err '64 is missing'
case_is rights_leaves_a_number_as_it_is 0
again rights install profiles
wants out '^3 = '
case_is rights_adds_what_words_need 0
again rights 'make coffee'
wants err 'make coffee'
case_is rights_refuses_an_unknown_word 2
again rights lokc
wants err "'lokc' is not a number and not a right: did you mean 'lock, remove passcode'?"
case_is rights_names_the_right_that_was_meant 2
again rights eraes
wants err "did you mean 'erase'?"
case_is rights_names_the_word_that_was_meant 2

again rights 0
wants err 'leave AccessRights out'
case_is rights_says_that_0_is_refused 0

# --- secrets ---
scep=com.apple.security.scep
run get corp.mobileconfig $scep/PayloadContent/Challenge
wants out '^only-an-example$'
case_is get_of_a_secret_prints_it 0
again get corp.mobileconfig $scep
wants out '<string>(secret)</string>'
lacks out only-an-example
wants err show-secrets
case_is get_of_what_holds_a_secret_masks_it 0
again get --show-secrets corp.mobileconfig $scep
wants out only-an-example
lacks err .
case_is get_prints_secrets_when_told 0
mkdir -p torn/schemas/profiles torn/schemas/rules
printf 'title: x\npayload: {payloadtype: com.apple.security.scep}\n"' \
    >torn/schemas/profiles/com.apple.security.scep.yaml
printf '"' >torn/schemas/rules/com.apple.security.scep.yaml
for format in tree json xml; do
	again show --format=$format corp.mobileconfig
	wants out '(secret)'
	lacks out only-an-example
	case_is "secrets_are_masked_as_$format" 0
	PROFEDIT_DATADIR=$work/torn again show --format=$format \
	    corp.mobileconfig
	wants out '(secret)'
	lacks out only-an-example
	case_is "secrets_are_masked_as_${format}_without_a_schema" 2
done

# --- comments ---
for set in "set c A x" "set --type=integer c A 1" "set --type=string c B x"; do
	printf '<plist version="1.0"><dict><key>A</key><string>a<!-- in --></string>
<key>B</key><array><!-- in --></array></dict></plist>\n' >c
	again $set
	wants err 'inside of .* gone'
	lacks c "$(case $set in *A*) echo 'a<!-- in' ;; *) echo 'y><!-- in' ;; esac)"
	case_is "comments_that_go_are_said_by_${set%% *}" 0
done

# --- signatures ---
if command -v openssl >/dev/null 2>&1 && openssl req -x509 -newkey rsa:2048 \
    -nodes -keyout key.pem -out cert.pem -days 2 -subj '/CN=Some Signer' \
    >openssl.log 2>&1; then
	openssl cms -sign -nodetach -binary -outform DER -in "$example" \
	    -signer cert.pem -inkey key.pem -out signed.mobileconfig
	again show signed.mobileconfig
	wants out '^Signer: *Some Signer$'
	wants out '^Trust: *self-signed$'
	wants out '^Valid: *20.* to 20.*Z$'
	wants out '^Holds: *yes'
	case_is show_names_the_signer 0
	again show signed.mobileconfig PayloadType
	lacks out Signer
	case_is show_of_a_part_does_not 0
	LC_ALL=C sed 's/mdm.example.com/mdm.example.org/' signed.mobileconfig >bent
	again show bent
	wants out '^Holds: *no'
	case_is show_says_that_a_signature_is_broken 0
	again check bent
	wants out 'bent:[0-9:]* warning: the signature does not hold: the content was changed; signed by .Some Signer. (self-signed) \[signature\]'
	case_is check_says_that_a_signature_is_broken 1
	again check signed.mobileconfig
	lacks out 'signature'
	case_is a_signature_that_holds_is_no_finding 0

	# The name of the certificate's maker, who signs for himself.
	LC_ALL=C sed 's/Some Signer/Some Singer/g' signed.mobileconfig >bent
	again show bent
	wants out '^Signer: *Some Singer$'
	wants out '^Trust: *certificate altered$'
	wants out '^Holds: *yes: .*, but its certificate is not in order$'
	case_is show_says_that_a_certificate_is_altered 0
	again check bent
	wants out 'warning: the signature holds, but .* .Some Singer. (certificate altered)'
	case_is check_says_that_a_certificate_is_altered 1

	openssl cms -sign -nodetach -binary -nocerts -outform DER \
	    -in "$example" -signer cert.pem -inkey key.pem -out nobody
	again check nobody
	wants out 'warning: the signature could not be judged: .* certificate is not in the file \[signature\]'
	case_is a_signature_that_cannot_be_judged_ends_with_two 2
	again check --format=json nobody
	wants out '"message": "the signature could not be judged: '
	case_is a_signature_that_cannot_be_judged_ends_with_two_in_json 2
	again check --threshold=error nobody
	lacks out 'signature'
	wants err 'nobody: the signature could not be judged: '
	case_is a_reason_below_the_threshold_is_said_all_the_same 2

	openssl cms -sign -nodetach -binary -outform DER \
	    -in signed.mobileconfig -signer cert.pem -inkey key.pem -out nested
	again check nested
	wants out 'warning: a signature within a signature'
	case_is a_signature_within_a_signature_is_a_finding 1
	again show nested
	wants out '^Within: *a signature within a signature; the inner one:$'
	[ "$(grep -c '^Holds: *yes' out)" -eq 2 ] || why='not both are shown'
	case_is both_signatures_are_shown 0

	# --- without libcrypto ---
	PROFEDIT_FAULT=libcrypto
	export PROFEDIT_FAULT
	again check signed.mobileconfig
	wants out 'warning: the signature could not be judged: libcrypto cannot be loaded.*libssl3.*openssl-libs.*libcrypto3.*openssl@3.*\[signature\]'
	case_is check_without_libcrypto_ends_with_two 2
	again check --format=json signed.mobileconfig
	wants out '"message": "the signature could not be judged: libcrypto '
	case_is check_without_libcrypto_ends_with_two_in_json 2
	sed 's/https:/ftp:/' "$example" >wrong
	openssl cms -sign -nodetach -binary -outform DER -in wrong \
	    -signer cert.pem -inkey key.pem -out wrong.signed
	again check wrong.signed
	wants out 'error: .*Server URL.* must begin with'
	case_is the_content_is_checked_without_libcrypto 2
	again show signed.mobileconfig
	lacks out '^Signer:'
	wants out '^Holds: *cannot tell: libcrypto cannot be loaded'
	case_is show_without_libcrypto_claims_nothing 0
	unset PROFEDIT_FAULT

	# A library of its name that is none, where it is loaded by name.
	soname=$(LC_ALL=C grep -ao 'libcrypto\.so\.[0-9.]*' "$PROFEDIT" |
	    head -n 1)
	mkdir none
	echo none >"none/${soname:=libcrypto.so}"
	LD_LIBRARY_PATH=$work/none
	export LD_LIBRARY_PATH
	if "$PROFEDIT" --version >/dev/null 2>&1; then
		again check signed.mobileconfig
		wants out "the signature could not be judged: libcrypto cannot be loaded (.*$soname"
		case_is a_library_that_is_none_is_named 2
	else
		number=$((number + 1))
		echo "ok $number - a_library_that_is_none_is_named # SKIP it is linked"
	fi
	unset LD_LIBRARY_PATH
else
	number=$((number + 1))
	echo "ok $number - show_names_the_signer # SKIP there is no openssl"
fi

# --- names that would do harm ---
escape=$(printf '\033[31m')
evil="$escape
x:1:1: error.mobileconfig"
sed 's/<dict>/<dict><key>PayloadType<\/key><integer>1<\/integer>/' "$example" \
    >"$evil"
again check "$evil"
lacks out '^x:'
case_is a_name_with_a_line_end_makes_no_finding_up 1
for words in "rights" "schema show" "chekc" "get" "get corp.mobileconfig" "new --payload" \
    "check --target" "set --type=string corp.mobileconfig x" "check" \
    "add corp.mobileconfig" "set --backup=/" "--color" "-"; do
	again $words "$escape"
	[ "$(LC_ALL=C tr -cd '\033' <err)" = '' ] ||
	    why="an escape sequence after '$words'"
	case_is "no_escape_sequence_in_the_complaint_of_${words%% *}" 2
done

# --- words ---
run get corp.mobileconfig com.apple.vpn.managed/UserDefinedName
wants err "no payload of the type 'com.apple.vpn.managed'"
case_is an_absent_payload_type_is_said 2
again set corp.mobileconfig $mdm/ServerCapabilities x
wants err 'an array is given as XML'
case_is an_array_is_asked_for_as_xml 2
again set corp.mobileconfig /PayloadDisplayName @@home
again get corp.mobileconfig /PayloadDisplayName
wants out '^@home$'
case_is a_text_may_begin_with_an_at_sign 0
again set --plist corp.mobileconfig /A '<array>'
wants err "^profedit: VALUE:1:8: "
case_is a_broken_piece_of_xml_is_said_with_its_place 2
again set --type=string corp.mobileconfig / nameless
again show corp.mobileconfig /
wants out "^'' *nameless"
case_is an_empty_key_is_shown_as_such 0
again add corp.mobileconfig com.example.vendor
wants err "no schema describes 'com.example.vendor'"
wants out '^/PayloadContent/3$'
case_is an_unknown_payload_type_is_added_and_said 0
mkdir empty
again check empty
wants err "there is no document in 'empty': looked for .mobileconfig, or .plist or .xml with"
case_is a_folder_without_profiles_is_status_2 2
again chekc corp.mobileconfig
wants err "no command 'chekc'.*did you mean 'profedit check'?"
case_is a_misspelt_command_is_said 2
rm -f made.mobileconfig
again new --identifier=com.example.x made.mobileconfig
wants err "made 'made.mobileconfig' with mode 06"
case_is new_names_the_file_and_its_mode 0

# --- words that are no file ---
for words in -h --help help "-h check" "check -h" "help check" "help lint" \
    "help schema show" "schema show -h" "schema -h" "help schema" "help help" \
    "set -h" "rights -h"; do
	again $words
	wants out '^Usage: profedit '
	lacks err .
	case_is "help_by_'$words'" 0
done
again help schema show
wants out '^Usage: profedit schema show '
case_is help_of_a_verb 0
for words in -V --version version "check -V"; do
	again $words
	wants out '^profedit [0-9]'
	case_is "version_by_'$words'" 0
done
again version x
wants err "'x' is one argument too many"
case_is version_takes_no_argument 2
again -v
wants err "no option '-v': did you mean '-V'?"
case_is small_v_leads_to_the_big_one 2
again help chekc
wants err "no command 'chekc': did you mean 'profedit help check'?"
case_is help_of_a_misspelt_command_names_the_nearest 2
again help schema sohw
wants err "'schema sohw': did you mean 'profedit help schema show'?"
case_is help_of_a_misspelt_verb_names_the_nearest 2
again help check check
wants err "one argument too many"
case_is help_of_two_commands_is_a_mistake 2
# One word is a new file only when it does not look like a command.
while read -r word meant; do
	again $word
	wants err "no command '$word'.*did you mean 'profedit $meant'?"
	case_is "'$word'_alone_leads_to_$meant" 2
done <<'END'
chek check
CHECK check
shcema schema
comple completion
rihgts rights
valdate check
END
again Office
wants err 'needs a terminal'
case_is a_word_far_from_commands_is_a_file 2
again -- chek
wants err 'needs a terminal'
case_is a_word_behind_two_dashes_is_a_file 2
cp "$example" chekc
again chekc
wants err 'needs a terminal'
case_is a_file_that_is_there_is_meant 2
rm chekc
for words in diff fmt unsign explain fix convert; do
	again $words corp.mobileconfig
	wants err "there is no command '$words' (and no such file): .*pro"
	case_is "absent_command_${words}_says_what_there_is" 2
	again $words
	wants err "there is no command '$words'"
	case_is "absent_command_${words}_opens_no_editor" 2
done
again frobnicate corp.mobileconfig
wants err "no command 'frobnicate'.*'profedit help' lists"
case_is a_word_near_nothing_names_the_list 2
# Other words do the same as the command.
run validate --format=json corp.mobileconfig
wants out '"files"'
case_is validate_is_check 0
again lint corp.mobileconfig
case_is lint_is_check 0
again edit corp.mobileconfig
wants err 'needs a terminal'
case_is edit_is_the_editor 2
again print corp.mobileconfig
wants out 'Server URL'
case_is print_is_show 0
run delete corp.mobileconfig $mdm/CheckInURL
[ "$(diff "$example" corp.mobileconfig | grep -c '^<')" -gt 0 ] ||
    why="nothing removed"
case_is delete_is_unset 0

# --- arguments ---
cp "$example" corp.mobileconfig
while read -r missing words; do
	again $words
	wants err "^profedit: $missing.* is missing$"
	wants err "^Usage: profedit ${words%% *} "
	case_is "'$words'_says_that_${missing}_is_missing" 2
done <<'END'
FILE check
FILE show
FILE get
PATH get corp.mobileconfig
PATH set corp.mobileconfig
VALUE set corp.mobileconfig a
PAYLOADTYPE add corp.mobileconfig
FILE new
PATH unset corp.mobileconfig
END
again get corp.mobileconfig / more
wants err "^profedit: 'more' is one argument too many$"
case_is an_argument_too_many_is_named 2
again corp.mobileconfig more
wants err "^profedit: 'more' is one argument too many$"
case_is the_editor_takes_one_file 2
again get $mdm/ServerURL corp.mobileconfig
wants err "did you mean 'profedit get corp.mobileconfig $mdm/ServerURL'?"
case_is swapped_arguments_are_noticed 2
again set $mdm/ServerURL corp.mobileconfig x
wants err "did you mean 'profedit set corp.mobileconfig $mdm/ServerURL ...'?"
case_is swapped_arguments_of_set_are_noticed 2
again set corp.mobileconfig $mdm/ServerURL=https://example.com/a=b
wants err "did you mean 'profedit set corp.mobileconfig $mdm/ServerURL VALUE'?"
lacks err 'a=b'
case_is set_of_key_equals_value_is_explained 2
again set corp.mobileconfig $mdm/ServerURL my hidden word
wants err 'a VALUE with blanks in it stands in quotes'
lacks err 'hidden\|word'
case_is a_value_of_several_words_is_not_repeated 2
again set corp.mobileconfig $mdm/ServerURL --hidden
wants err "a VALUE that begins with '--' stands behind '--'"
lacks err hidden
case_is a_value_that_looks_like_an_option_is_not_repeated 2
again set corp.mobileconfig $mdm/VendorKey --tpye=integer 5
wants err "there is no option '--tpye': did you mean '--type'?"
case_is an_option_that_is_misspelt_there_is_named 2

# --- options ---
again check
case_is check_without_a_file_is_a_mistake 2
again --frobnicate
wants err 'frobnicate'
case_is unknown_option_is_a_mistake 2
run check --form=json corp.mobileconfig
wants out '"files"'
case_is a_long_option_may_be_short 0
run --form json check corp.mobileconfig
wants out '"files"'
case_is a_short_long_option_may_stand_before_the_command 0
again set --in corp.mobileconfig a b
wants err "'--in' can be short for '--insert', '--in-place'"
case_is an_ambiguous_one_names_those_it_may_be 2
# `for` is an option of its own; check has none that begins so but --format.
again check --fo=json corp.mobileconfig
wants out '"files"'
case_is options_of_other_commands_make_none_ambiguous 0
while IFS='|' read -r words complaint; do
	again $words
	wants err "^profedit: $complaint"
	case_is "'$words'_is_explained" 2
done <<'END'
check --formt=json x|there is no option '--formt': did you mean '--format'?
--verson|there is no option '--verson': did you mean '--version'?
check --json x|there is no option '--json': did you mean '--format=json'?
show --xml x|there is no option '--xml': did you mean '--format=xml'?
check --severity=error x|there is no option '--severity': did you mean '--threshold'?
-format=json check x|there is no option '-format=json': did you mean '--format'?
check -f json x|there is no option '-f': did you mean '--format'?
check -t x|there is no option '-t': did you mean '--target' or '--threshold'?
check -o x|there is no option '-o': 'profedit help check' lists those there are
check --quiet x|there is no option '--quiet': 'profedit help check' lists
--dry-run|there is no option '--dry-run': 'profedit help' lists those there are
check --for=json x|'--for' is not an option of 'profedit check': did you mean '--target'?
--payload=x y|'--payload' is not an option of the editor: 'profedit help' lists
check --format=sarif x|'sarif' is not a valid choice for --format: text or json$
show --format=plist x|'plist' is not a valid choice for --format: tree, json or xml; did you mean 'xml'?
check --threshold=info x|'info' is not a valid choice for --threshold: note, warning or error; did you mean 'note'?
check --threshold=wraning x|'wraning' is not a valid.*; did you mean 'warning'?
check --color x|'x' is not a valid choice for --color: auto, always or never$
set --type=bool a b c|'bool' is not a valid choice for --type: .*; did you mean 'boolean'?
check --format|'--format' needs a value: --format=FORMAT
check --target=osx=14 x|'osx' is not a system: did you mean 'macOS=14'?
completion csh|there is no completion for 'csh': did you mean 'zsh'?
completion powershell|there is no completion for 'powershell', only for these: bash zsh fish
completion|SHELL is missing
check --help=yes|'--help' takes no value
END
# What a number may look like is no option.
run set --type=integer corp.mobileconfig A -5
again get corp.mobileconfig A
wants out '^-5$'
case_is a_value_may_begin_with_a_dash 0
# Each option that a command's help lists is one that it knows, and the other
# way round; those of the manual are the same.
for command in check show get set unset add new "schema list" "schema show" \
    "schema search" "schema check" "schema diff" "schema update" rights; do
	again help $command
	sed -n 's/^  \(-., \)\{0,1\}--\([a-z-]*\).*/\2/p' out >known
	wants out '^  0  '
	wants out '^  2  '
	[ -s known ] || why="$why; no options in its help"
	sed -n 's/^\.It .*Fl Fl \([a-z-]*\)\( Ns =.*\)\{0,1\}.*/\1 \2/p' \
	    "$top_srcdir/help/profedit.1" | sort -u >all
	while read -r option value; do
		"$PROFEDIT" $command --$option${value:+=iOS} -h >probe 2>&1
		if ! grep -qx -e "$option" known; then
			grep -q "'--$option' is not an option of 'profedit $command'" \
			    probe || why="$why; $option is not refused"
		elif grep -q 'not an option' probe; then
			why="$why; $option is listed and unknown"
		fi
	done <all
	case_is "options_in_the_help_of_'$command'_are_those_it_knows" 0
done
again get --against=x corp.mobileconfig /
wants err "'--against' is not an option of 'profedit get'"
case_is option_of_another_command_is_refused 2
cp "$example" check
again -- check
wants err 'needs a terminal'
case_is editor_without_a_terminal_names_the_other_ways 2
for command in check show get set unset add new schema "schema list" \
    "schema show" "schema search" "schema check" "schema diff" \
    "schema update" rights completion help version; do
	again $command --help
	wants out "^Usage: profedit $command\( \|$\)"
	case_is "help_of_$command" 0
	example_line=$(sed -n 's/^For example: profedit //p' out)
	cp "$example" corp.mobileconfig
	rm -f office.mobileconfig
	rm -rf old new device-management
	cp -R "$top_srcdir/schemas/profiles" old
	cp -R old new
	cp -R old device-management
	eval "again $example_line"
	case_is "example_of_${command}_runs" 0
	rm -rf data
done
run get corp.mobileconfig /PayloadIdentifier
long=$(head -c 20000 /dev/zero | tr '\0' x)
(
	ulimit -f 8
	again set corp.mobileconfig /PayloadDescription "$long"
	exit $status
)
status=$?
wants err "cannot save 'corp.mobileconfig'"
cmp -s corp.mobileconfig "$example" || why="$why; the file has changed"
[ -z "$(find . -name '.corp*')" ] || why="$why; a file is left behind"
case_is a_limit_on_file_sizes_is_said 2
# A full disk and a closed pipe are said.
if [ -w /dev/full ]; then
	"$PROFEDIT" show "$example" >/dev/full 2>err
	status=$? why=
	case_is full_disk_is_said 2
else
	number=$((number + 1))
	echo "ok $number - full_disk_is_said # SKIP there is no /dev/full"
fi
echo 1..$number
