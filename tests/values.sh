# What the commands do with inputs, paths and values.  TAP.
. "$top_srcdir/tests/cases.sh"

# --- pipes ---
printf '<plist><dict><key>A</key></plist>' >bad.mobileconfig
mkfifo pipe
cat "$example" >pipe &
again check pipe
lacks out .
case_is check_reads_a_named_pipe 0
cat bad.mobileconfig >pipe &
again check pipe
wants out '^pipe:1:[0-9]*: error: .*\[syntax\]$'
case_is what_a_pipe_holds_is_judged 1
cat bad.mobileconfig | "$PROFEDIT" check /dev/stdin >out 2>err
status=$? why=
wants out '^/dev/stdin:1:'
case_is check_reads_dev_stdin 1
sed 's|//mdm.example.com|//other.example.com|' "$example" >old.mobileconfig
cat old.mobileconfig >pipe &
run check --against=pipe corp.mobileconfig
wants out update-fixed-key
case_is the_installed_profile_may_come_through_a_pipe 1
cat "$example" >pipe &
again get pipe $mdm/AccessRights
wants out '^[0-9]'
case_is get_reads_a_pipe 0
cat "$example" >pipe &
again show pipe
wants out 'Server URL'
case_is show_reads_a_pipe 0

mdm_schema=$top_srcdir/schemas/profiles/com.apple.mdm.yaml
mdm_rules=$top_srcdir/schemas/rules/com.apple.mdm.yaml
cat "$mdm_schema" >pipe &
again schema check pipe
lacks out .
case_is schema_check_reads_a_pipe 0
sed 's/^  format: .*/  format: "("/' "$mdm_schema" >pipe &
again schema check pipe
wants out '^pipe:[0-9]*:[0-9]*: '
case_is what_is_odd_in_it_is_said 1
cat "$mdm_rules" >pipe &
again schema check pipe
lacks out .
case_is schema_check_reads_rules_from_a_pipe 0
sed 's|at: ServerURL|at: ServerUrl|' "$mdm_rules" >pipe &
again schema check pipe
wants out '^pipe:[0-9]*:[0-9]*: .*ServerUrl'
case_is a_rule_about_no_key_is_said_from_there_too 1
cat "$mdm_schema" >pipe &
again schema diff pipe "$mdm_schema"
case_is schema_diff_reads_a_pipe 0

run set pipe $mdm/AccessRights 3
wants err "'pipe' cannot be written to: it is a pipe"
case_is set_refuses_a_pipe 2
fresh
"$PROFEDIT" set /dev/stdin $mdm/AccessRights 3 <corp.mobileconfig >out 2>err
status=$? why=
wants err "'/dev/stdin' cannot be written to"
unchanged
case_is set_does_not_replace_the_file_behind_dev_stdin 2
exec 7<corp.mobileconfig
again unset /dev/fd/7 $mdm/Topic
wants err "'/dev/fd/7' cannot be written to"
unchanged
case_is unset_does_not_replace_the_file_behind_a_descriptor 2
ln -s /dev/fd/7 link
again add link com.apple.wifi.managed
wants err "'link' cannot be written to"
unchanged
case_is nor_does_add_through_a_link_to_it 2
exec 7<&-
ln -sf corp.mobileconfig link
again set link $mdm/AccessRights 3
holds $mdm/AccessRights 3
case_is a_link_to_a_file_is_still_followed 0

# --- what is checked ---
cp bad.mobileconfig a.mobileconfig
again check a.mobileconfig a.mobileconfig ./a.mobileconfig
lines out 1
case_is a_file_that_is_named_twice_is_reported_once 1
cat a.mobileconfig | "$PROFEDIT" check - - >out 2>err
status=$? why=
lines out 1
case_is standard_input_is_reported_once 1
again check --format=json missing.mobileconfig
wants out '"code": *"unreadable"'
lacks out '"line"'
lacks out '"column"'
case_is json_of_an_unreadable_file_names_no_line 2
again check --format=json a.mobileconfig
wants out '"line": *1'
case_is json_of_an_ill_formed_file_names_its_line 1

mkdir -p many/deep none/deep
cp "$example" many/A.MobileConfig
cp "$example" many/deep/b.mobileconfig
cp "$example" many/c.PLIST
cp "$example" many/d.xml
printf '<plist><dict><key>A</key><true/></dict></plist>' >many/other.plist
printf '<project><name>x</name></project>' >many/pom.xml
printf '{ "a": 1 }' >many/json.plist
printf '<plist><dict>' >many/broken.plist
echo text >many/notes.txt
again check many
lacks out .
wants err '^profedit: looked at 4 files: 2 .mobileconfig, 1 .plist, 1 .xml$'
case_is a_folder_is_searched_by_suffix_and_content 0
printf '<plist><dict><key>PayloadType</key>' >many/deep/cut.plist
again check many
wants out '^many/deep/cut.plist:1:.*\[syntax\]$'
wants err 'looked at 5 files: 2 .mobileconfig, 2 .plist'
case_is a_broken_profile_under_another_name_is_not_passed_over 1
again check --format=json many
wants out '"file": *"many/A.MobileConfig"'
lacks out 'other.plist'
lacks out 'looked at'
case_is what_was_looked_at_is_said_beside_json_not_in_it 1
again check many/A.MobileConfig many
lines out 1
case_is a_file_named_beside_its_folder_is_checked_once 1
again check "$example"
lacks err .
case_is of_files_that_were_named_nothing_is_counted 0
cp many/other.plist many/pom.xml none/deep
again check none
wants err "there is no document in 'none': looked for .mobileconfig, or .plist or .xml with"
case_is a_folder_without_a_document_is_status_2 2
again check many none
wants err "no document in 'none'"
wants err 'looked at 5 files'
case_is and_is_said_beside_one_that_has_some 2
again check none/deep/other.plist
wants out 'is no configuration profile'
case_is who_names_a_file_means_it 1
deep=deep
for level in 1 2 3 4 5 6 7 8 9 10 11 12 13; do
	deep=$deep/1/2/3/4/5
done
mkdir -p "$deep"
cp "$example" deep
again check deep
wants err 'more than 64 folders deep'
wants err 'looked at 1 file: 1 .mobileconfig'
case_is a_folder_that_cannot_be_read_is_status_2 2

# --- URLs ---
sed 's|<string>https://mdm|<string>HTTPS://mdm|' "$example" >corp.mobileconfig
wants corp.mobileconfig HTTPS:
again check corp.mobileconfig
lacks out .
case_is the_case_of_a_scheme_means_nothing_to_check 0
sed 's|<string>https://mdm|<string>HTTP://mdm|' "$example" >corp.mobileconfig
again check corp.mobileconfig
wants out "must begin with 'https://'"
case_is another_scheme_is_still_wrong 1

# --- paths ---
run get corp.mobileconfig :PayloadContent:2:ServerURL
wants out '^https://mdm.example.com/connect$'
case_is get_takes_a_path_as_PlistBuddy_writes_it 0
run get corp.mobileconfig PayloadContent.2.ServerURL
wants out '^https://mdm.example.com/connect$'
case_is get_takes_a_path_as_plutil_writes_it 0
run set corp.mobileconfig :PayloadContent:2:AccessRights 3
holds /PayloadContent/2/AccessRights 3
case_is set_takes_such_a_path_too 0
run get corp.mobileconfig 'PayloadContent[2].ServerURL'
wants err 'a path is written /PayloadContent/0/KEY or TYPE/KEY'
case_is another_notation_is_explained 2
run get corp.mobileconfig PayloadContent.9.ServerURL
wants err "no item '9': the array has 3"
case_is an_index_out_of_range_says_how_many_there_are 2
run get corp.mobileconfig "$mdm#2/ServerURL"
wants err 'the profile has 1 of that type'
case_is so_does_a_number_of_a_payload 2
run get corp.mobileconfig $mdm/ServerUrl
wants err "no key 'ServerUrl': did you mean 'ServerURL'?"
case_is get_names_the_key_that_was_meant 2
run get corp.mobileconfig com.apple.security.scep/PayloadContent/Chalenge
wants err "did you mean 'Challenge'?"
case_is at_any_depth 2
run get corp.mobileconfig $mdm/SignMesage
wants err "did you mean 'SignMessage'?"
case_is also_one_that_is_not_set 2
run unset corp.mobileconfig $mdm/Topc
wants err "did you mean 'Topic'?"
unchanged
case_is unset_names_it_too 2
run show corp.mobileconfig $mdm/ServerUrl
wants err "did you mean 'ServerURL'?"
case_is show_names_it_too 2
run get corp.mobileconfig $mdm/Nothing
lacks err 'did you mean'
case_is what_is_like_no_key_gets_no_advice 2
for path in com.apple.mdn/ServerURL mdm/ServerURL COM.apple.MDM/ServerURL; do
	run get corp.mobileconfig $path
	wants err "did you mean 'com.apple.mdm'?"
	case_is "get_of_${path}_names_the_payload" 2
done
run get corp.mobileconfig com.apple.mdm.ServerURL
wants err "did you mean 'com.apple.mdm/ServerURL'?"
case_is a_dot_instead_of_a_slash_is_told 2
run get corp.mobileconfig com.apple.vpn.managed/Name
wants err "; it has 'com.apple.security.root', 'com.apple.security.scep', 'com.apple.mdm'$"
case_is the_payloads_that_are_there_are_named 2

# --- slips of the pen are not written ---
run set corp.mobileconfig $mdm/AccesRights 3
wants err "did you mean 'AccessRights'? --force"
lacks err '--type'
unchanged
case_is set_refuses_a_key_that_is_nearly_a_known_one 2
run set --type=integer corp.mobileconfig $mdm/AccesRights 3
unchanged
case_is also_with_a_type 2
run set --force --type=integer corp.mobileconfig $mdm/AccesRights 3
holds $mdm/AccesRights 3
wants err 'unknown-key'
case_is force_writes_it 0
again set corp.mobileconfig $mdm/AccesRights 4
holds $mdm/AccesRights 4
case_is a_key_that_is_there_may_be_changed_however_it_is_called 0
run set corp.mobileconfig com.apple.security.scep/PayloadContnt/Keysize 3
wants err "did you mean 'PayloadContent'?"
unchanged
case_is set_refuses_a_misspelt_parent 2
run set corp.mobileconfig $mdm/ServerCapabilitie/- x
wants err "did you mean 'ServerCapabilities'?"
unchanged
case_is or_a_misspelt_list 2
run set --plist corp.mobileconfig com.apple.security.scep/PayloadContent \
    '<dict><key>URL</key><string>https://a</string><key>Chalenge</key><string>x</string></dict>'
wants err "'Chalenge' is not known .* did you mean 'Challenge'? --force"
unchanged
case_is set_refuses_a_misspelt_key_inside_a_piece_of_xml 2
run set corp.mobileconfig $mdm/PayloadType com.apple.mdn
wants err "did you mean 'com.apple.mdm'? --force"
unchanged
case_is set_refuses_a_misspelt_payload_type 2
run set corp.mobileconfig $mdm/PayloadType com.apple.nothing.like.it
wants err 'no schema describes'
unchanged
case_is and_one_of_apple_that_nobody_knows 2
for type in com.apple.wifi.manged com.apple.wifi wifi Wi-Fi; do
	run add corp.mobileconfig $type
	wants err "no payload type '$type': did you mean .*'com.apple.wifi.managed'"
	wants err '--force'
	unchanged
	case_is "add_refuses_$type" 2
done
run add corp.mobileconfig com.apple.no.such.thing
wants err 'schema list'
unchanged
case_is add_refuses_a_type_of_apple_that_nobody_knows 2
run add --force corp.mobileconfig com.apple.no.such.thing
wants out '^/PayloadContent/3$'
case_is force_adds_it 0
run add corp.mobileconfig com.example.vendor
case_is a_type_of_others_needs_no_force 0
rm -f made.mobileconfig
again new --payload=com.apple.mdm --payload=com.apple.wifi.manged made.mobileconfig
wants err "did you mean 'com.apple.wifi.managed'?"
[ ! -e made.mobileconfig ] || why="the file was made"
case_is new_refuses_a_misspelt_type 2
again new --force --payload=com.apple.wifi.manged made.mobileconfig
case_is new_makes_it_with_force 0

# --- what a value brings ---
run set corp.mobileconfig $mdm/ServerURL http://mdm.example.com
wants err "^corp.mobileconfig:[0-9]*:[0-9]*: error: Server URL must begin with 'https://' \[format-mismatch\] /PayloadContent/2/ServerURL$"
lines err 1
lacks out .
holds $mdm/ServerURL http://mdm.example.com
case_is set_says_what_the_value_brings 0
"$PROFEDIT" check corp.mobileconfig >out
cmp -s out err || why="check says something else"
case_is and_check_says_the_same 0
again set corp.mobileconfig $mdm/AccessRights 3
lacks err .
case_is what_was_wrong_before_is_not_repeated 0
again set corp.mobileconfig $mdm/ServerURL http://other.example.com
lines err 1
case_is a_value_that_is_still_wrong_is_said_again 0
again set corp.mobileconfig $mdm/ServerURL http://other.example.com
lacks err .
case_is of_a_value_that_is_there_nothing_is_said 0
run set --strict corp.mobileconfig $mdm/ServerURL http://mdm.example.com
wants err 'format-mismatch'
wants err 'nothing was written: --strict'
unchanged
case_is strict_refuses_it 1
run set --strict corp.mobileconfig $mdm/AccessRights 3
lacks err .
holds $mdm/AccessRights 3
case_is strict_lets_a_good_value_pass 0
run set --plist corp.mobileconfig com.apple.security.scep/PayloadContent '<dict/>'
wants err 'missing-key'
case_is what_is_missing_because_of_it_is_said 0
run add corp.mobileconfig com.apple.wifi.managed
wants err 'error: Network name is needed .*/PayloadContent/3/SSID_STR$'
case_is add_says_what_is_to_be_filled_in 0
run add --strict corp.mobileconfig com.apple.wifi.managed
unchanged
case_is strict_refuses_an_unfinished_payload 1

# --- values from files ---
wifi=com.apple.wifi.managed
for text in 'secret' 'secret\n' 'secret\r\n'; do
	fresh
	"$PROFEDIT" add corp.mobileconfig $wifi >out 2>err
	printf "$text" | "$PROFEDIT" set corp.mobileconfig $wifi/Password @- >out 2>err
	status=$? why=
	holds $wifi/Password secret
	case_is "one_line_end_is_no_part_of_a_text_($text)" 0
done
piped 'a\n\n' set corp.mobileconfig $mdm/PayloadDescription @-
holds $mdm/PayloadDescription 'a\n\n'
case_is of_several_lines_every_byte_counts 0
piped 'a\nb\n' set corp.mobileconfig $mdm/PayloadDescription @-
holds $mdm/PayloadDescription 'a\nb\n'
case_is also_the_last_line_end 0
printf 'Line\n' >line
run set corp.mobileconfig $mdm/PayloadDescription @line
holds $mdm/PayloadDescription Line
case_is a_file_is_read_in_the_same_way 0
run set corp.mobileconfig com.apple.security.root/PayloadContent @line
"$PROFEDIT" get corp.mobileconfig com.apple.security.root/PayloadContent >have
cmp -s have line || why="other bytes"
case_is data_keeps_every_byte 0
piped '3\n' set corp.mobileconfig $mdm/AccessRights @-
holds $mdm/AccessRights 3
case_is a_number_comes_from_standard_input 0
piped 'true\r\n' set corp.mobileconfig $mdm/SignMessage @-
holds $mdm/SignMessage true
case_is a_boolean_does 0
piped '2030-01-02\n' set corp.mobileconfig RemovalDate @-
holds RemovalDate 2030-01-02T00:00:00Z
case_is a_date_does 0
printf '3' >three
run set corp.mobileconfig $mdm/AccessRights @three
holds $mdm/AccessRights 3
case_is a_number_comes_from_a_file 0
piped '3\n4\n' set corp.mobileconfig $mdm/AccessRights @-
wants err "'AccessRights' must be a whole number .*, and '-' holds something else"
unchanged
case_is two_numbers_are_none 2
piped 'S3cret\n' set corp.mobileconfig $mdm/AccessRights @-
lacks err S3cret
case_is what_a_file_holds_is_not_repeated 2
run set corp.mobileconfig $mdm/AccessRights abc
wants err "'AccessRights' must be a whole number .*, not 'abc'"
case_is a_wrong_value_is_said_with_its_key 2
run set corp.mobileconfig $mdm/AccessRights @nowhere
wants err "cannot open 'nowhere'"
case_is a_file_that_is_not_there_is_said 2
run set --type=integer corp.mobileconfig $mdm/VendorPassword S3cret
wants err "'VendorPassword' must be"
lacks err S3cret
case_is a_secret_is_not_repeated 2
run set --type=date corp.mobileconfig com.apple.security.scep/PayloadContent/Challenge S3cret
wants err "'Challenge' must be a date"
lacks err S3cret
case_is a_secret_of_the_schema_is_not_repeated_either 2

# --- masked output ---
run show --format=xml corp.mobileconfig
wants err '^profedit: 1 value is masked.*--show-secrets writes it$'
case_is xml_with_masked_values_is_said 0
run show --format=json corp.mobileconfig
wants err '1 value is masked'
case_is json_too 0
for arguments in "corp.mobileconfig" "--format=xml --show-secrets corp.mobileconfig" \
    "--format=xml corp.mobileconfig $mdm"; do
	run show $arguments
	lacks err .
	case_is "nothing_is_said_for_show_${arguments#--format=}" 0
done

# --- textconv ---
again show --textconv a.mobileconfig
cmp -s out a.mobileconfig || why="not its text"
lacks err .
case_is textconv_prints_what_does_not_read 0
again show --textconv missing.mobileconfig
wants err 'missing.mobileconfig'
case_is textconv_needs_a_file 2
run show --textconv corp.mobileconfig
wants out '^ *Server URL  *https://mdm'
case_is textconv_prints_titles_otherwise 0
if command -v git >/dev/null 2>&1; then
	GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
	export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM
	mkdir repository
	cd repository
	git init -q
	git config user.name Tester
	git config user.email tester@example.com
	git config diff.profedit.textconv "'$PROFEDIT' show --textconv"
	echo '*.mobileconfig diff=profedit' >.gitattributes
	cp "$example" p.mobileconfig
	git add . && git commit -qm good
	head -n 40 "$example" >p.mobileconfig
	git commit -qam broken
	sed 's|//mdm.example.com|//other.example.com|' "$example" >p.mobileconfig
	git commit -qam better
	git log -p --format=%s >../out 2>../err
	status=$?
	cd ..
	wants out '^-<plist'
	wants out '^+ *Server URL  *https://other'
	case_is git_log_goes_over_a_version_that_does_not_read 0
	cd repository
	git diff HEAD~2 >../out 2>../err
	status=$?
	cd ..
	wants out '^- *Server URL  *https://mdm'
	wants out '^+ *Server URL  *https://other'
	lacks out '<string>'
	case_is git_diff_speaks_in_titles 0
	cd repository
	"$PROFEDIT" new --payload=com.apple.wifi.managed q.mobileconfig 2>../err
	git add . && git commit -qm new
	git show --format= >../out 2>../err
	status=$?
	cd ..
	case_is git_show_of_a_new_file_works 0
	cd repository && git rm -q q.mobileconfig && git diff --cached >../out 2>../err
	status=$?
	cd ..
	wants out '^-'
	case_is git_diff_of_a_file_that_goes_works 0
else
	for name in git_log_goes_over_a_version_that_does_not_read \
	    git_diff_speaks_in_titles git_show_of_a_new_file_works \
	    git_diff_of_a_file_that_goes_works; do
		skip $name "there is no git"
	done
fi

echo 1..$number
