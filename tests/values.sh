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

echo 1..$number
