# profedit schema, verb by verb.  TAP.
. "$top_srcdir/tests/cases.sh"
unset PROFEDIT_DATADIR

schema()
{
	"$PROFEDIT" schema "$@" >out 2>err </dev/null
	status=$?
	why=
}

# first PATTERN: the first line of out is like that.
first()
{
	head -n 1 out | grep -q -e "$1" || why="$why; not first: '$1'"
}

# --- list ---
schema list
first '^Accounts$'
wants out '^  Wi-Fi  *com\.apple\.wifi\.managed  *iOS 4  macOS 10\.7'
wants out '^  built in, release [0-9.]* ('
case_is list_has_title_type_systems_and_the_set_in_use 0
sed -n '/^[A-Z]/p' out >headings
printf '%s\n' Accounts Apps Certificates Display Management Network \
    Restrictions Security System Deprecated Schemas | cmp -s - headings ||
    why="other headings: $(tr '\n' ' ' <headings)"
case_is list_is_grouped_and_deprecated_ones_are_last 0
sed '1,/^Deprecated/d; /^Schemas/,$d' out | grep . |
    grep -v -e '(deprecated' -e '(removed' >unmarked
[ -s unmarked ] && why="unmarked: $(cat unmarked)"
case_is deprecated_ones_are_marked 0
schema list --for=tvOS=9
wants out 'com\.apple\.security\.scep'
lacks out 'com\.apple\.security\.acme'
lacks out 'com\.apple\.dock'
case_is list_can_be_for_a_system 0
schema list --for=iOS=17 --for=macOS=14
lacks out 'com\.apple\.dock'
wants out 'com\.apple\.wifi\.managed'
case_is several_systems_must_all_have_it 0
schema list --for=BeOS=5
wants err BeOS
case_is unknown_system_is_a_mistake 2
schema list more
wants err "'more' is one argument too many"
case_is list_takes_no_arguments 2
schema
wants err "a verb is missing behind 'schema': list, show, search, check, diff or update"
case_is verb_is_needed 2
while IFS='|' read -r words complaint; do
	schema $words
	wants err "^profedit: $complaint"
	case_is "'$words'_is_explained" 2
done <<'END'
lst|there is no 'schema lst': did you mean 'profedit schema list'?
sohw x|there is no 'schema sohw': did you mean 'profedit schema show'?
frobnicate|there is no 'schema frobnicate': the verb is list, show, search, check, diff or update
show|TYPE is missing
describe|TYPE is missing
diff old|NEW is missing
search|WORD is missing
list --threshold=note|'--threshold' is not an option of 'profedit schema list': 'profedit help schema list' lists
list --target=iOS|'--target' is not an option of 'profedit schema list': did you mean '--for'?
show --for=iOS x|'--for' is not an option of 'profedit schema show'
diff --schema-dir=x a b|'--schema-dir' is not an option of 'profedit schema diff'
list --format=xml|'xml' is not a valid choice for --format: text, json or names
END
schema find access rights
wants out '^com\.apple\.mdm/AccessRights'
case_is find_is_search 0

# --- show ---
schema show com.apple.mdm
first '^MDM$'
wants out '^  Kind  *Management$'
wants out '^Systems  *iOS  *macOS'
wants out '^  several at once  *no'
wants out '^\* Topic  *string  *'
case_is show_of_a_payload_lists_systems_and_keys 0
schema show com.apple.mdm/AccessRights
wants out '^  Type  *integer, a set of bits, optional$'
wants out '^  4096  *manage apps'
wants out '^  error  *has rights that the installed profile lacks'
case_is show_of_a_key_has_bits_and_rules 0
schema show com.apple.mdm/CheckInURL
wants out 'When unset  *the value of ServerURL\|When unset  *.*Server URL'
case_is show_says_what_unset_means 0
schema show com.apple.security.scep
wants out '^  com\.apple\.mdm, named by$'
wants out 'IdentityCertificateUUID'
case_is show_says_who_names_the_payload 0
schema show com.apple.homescreenlayout
wants out '(holds the same again)'
case_is show_ends_where_keys_hold_themselves 0
schema show com.apple.wifi.managed/EAPClientConfiguration/AcceptEAPTypes/-
wants out 'AcceptEAPTypes/-$'
case_is show_takes_the_path_that_set_takes 0
schema show com.apple.mobiledevice.passwordpolicy
wants out '^  Kind  *Security, deprecated$'
wants out '^  several at once  *yes'
case_is show_says_that_a_payload_is_deprecated 0
schema show com.apple.mobiledevice.passwordpolicy/maxInactivity
wants out '^  deprecated in  *27'
lacks out 'several at once'
case_is show_of_a_key_leaves_out_what_goes_for_the_payload 0
schema show /PayloadScope
wants out "^  'System'"
case_is show_of_the_profile_s_own_keys 0
schema show 'com.apple.MCX/EnableGuestAccount'
case_is show_finds_the_file_of_several_that_has_the_key 0
schema show com.apple.mdm/Tpoic
wants err "'com.apple.mdm' has no key 'Tpoic': did you mean 'Topic'?"
case_is show_of_an_unknown_key_says_where 2
schema show com.apple.nothing
wants err 'schema list'
case_is show_of_an_unknown_type_names_the_list 2
while IFS='|' read -r type complaint; do
	schema show "$type"
	wants err "$complaint"
	case_is "show_of_'$type'_leads_to_what_was_meant" 2
done <<'END'
com.apple.wifi.managd|describes 'com.apple.wifi.managd': did you mean 'com.apple.wifi.managed'?
COM.APPLE.MDM/Topic|did you mean 'com.apple.mdm'?
wifi|describes 'wifi': did you mean 'com.apple.wifi.managed'?
com.apple.scep|did you mean 'com.apple.security.scep'
passcode|did you mean .*'com.apple.mobiledevice.passwordpolicy'
com.apple.mdm/ServerCapabilites/-|did you mean 'ServerCapabilities'?
com.apple.mdm/Frobnicate|'profedit schema show com.apple.mdm' lists its keys
/PayloadScop|did you mean 'PayloadScope'?
END

# --- search ---
schema search wifi password
first '^com\.apple\.wifi\.managed/Password  '
case_is search_ranks_the_name_first 0
schema search access rights
first '^com\.apple\.mdm/AccessRights  *Access rights (MDM)$'
case_is search_finds_titles 0
schema search WPA3
wants out "^com\.apple\.wifi\.managed/EncryptionType .* value 'WPA3'"
case_is search_finds_values 0
schema search zzzz password
wants err 'no key matches all words'
case_is search_wants_all_words 1
schema search --for=macOS=14 camera
lacks out 'NOTHING'
wants out 'TCC'
case_is search_can_be_for_a_system 0
# Paths can be pasted into set, lists and dictionaries on the way included.
schema search AcceptEAPTypes
path=$(awk '/AcceptEAPTypes/ { print $1; exit }' out)
cp "$top_srcdir/help/examples/enrolment.mobileconfig" corp.mobileconfig
chmod 644 corp.mobileconfig
"$PROFEDIT" add corp.mobileconfig com.apple.wifi.managed >out 2>err &&
    "$PROFEDIT" set corp.mobileconfig "$path" 13 >out 2>err
status=$?
case_is found_path_can_be_pasted_into_set 0

# --- check ---
schema check --threshold=warning
case_is bundled_files_have_no_warnings 0
cat >com.example.odd.yaml <<'END'
title: Odd
payload:
  payloadtype: com.example.odd
  colour: red
payloadkeys:
- key: Mode
  type: <string>
  presence: sometimes
  rangelist:
  - one
  - two
  default: three
  smell: sweet
- key: Level
  type: <integer>
  range:
    min: 5
    max: 1
  default: many
- key: Level
  type: <thing>
- key: Amount
  type: <integer>
  range:
    min: 1
  default: 0
END
schema check com.example.odd.yaml
cat >wanted <<'END'
com.example.odd.yaml:4:3: note: unknown attribute 'colour' of the payload
com.example.odd.yaml:8:13: error: presence is neither 'required' nor 'optional'
com.example.odd.yaml:12:12: error: the default of 'Mode' is not among its values
com.example.odd.yaml:13:3: note: unknown attribute 'smell'
com.example.odd.yaml:17:5: error: the range of 'Level' is empty
com.example.odd.yaml:19:12: error: the default of 'Level' is no integer
com.example.odd.yaml:20:3: error: the key 'Level' occurs twice
com.example.odd.yaml:21:9: error: unknown type '<thing>'
com.example.odd.yaml:26:12: error: the default of 'Amount' is not among its values
END
cmp -s out wanted || why="not as wanted: $(diff wanted out)"
case_is check_of_a_schema_file_names_line_and_column 1
schema check --threshold=error com.example.odd.yaml
lacks out 'note:'
case_is check_goes_by_the_threshold 1
cat >rules.yaml <<'END'
payloadtype: com.apple.mdm
group: odd
annotations:
- at: Topic
  bits:
  - {bit: 1, title: a}
  colour: red
- at: Nowhere
  unit: days
- at: CheckInURL
  default-from: ServerURI
- at: IdentityCertificateUUID
  reference: {to: [com.example.nothing]}
rules:
- id: a
  at: Topic
  when: [[AccessRigths, eq, 1], [SignMessage, eq, maybe], ['@os', eq, BeOS]]
  then: present
  code: no-such-code
  severity: error
  text: t
- id: b
  at: Gone
  then: absent
  severity: warning
  text: t
- id: c
  at: Topic
  then: {payload: [com.example.none]}
  severity: warning
  text: t
END
schema check rules.yaml
cat >wanted <<'END'
rules.yaml:1:1: warning: unknown group 'odd'
rules.yaml:4:3: warning: 'bits' of 'Topic', which is no integer
rules.yaml:7:3: note: unknown attribute 'colour'
rules.yaml:8:3: note: 'Nowhere' is no key of com.apple.mdm
rules.yaml:10:3: warning: 'default-from' names 'ServerURI', which is no key beside 'CheckInURL'
rules.yaml:12:3: warning: no schema describes 'com.example.nothing'
rules.yaml:15:3: error: unknown code 'no-such-code'
rules.yaml:15:3: warning: 'AccessRigths' leads to no key
rules.yaml:15:3: warning: 'maybe' is no boolean, as 'SignMessage' is
rules.yaml:15:3: warning: unknown system 'BeOS'
rules.yaml:22:3: note: 'Gone' is no key of com.apple.mdm
rules.yaml:27:3: warning: no schema describes 'com.example.none'
END
sort -t: -k2n,3n -k4 out >sorted
cmp -s sorted wanted || why="not as wanted: $(diff wanted sorted)"
case_is check_of_a_rules_file_finds_names_that_lead_nowhere 1
schema check "$top_srcdir/schemas/rules/com.apple.mdm.yaml" \
    "$top_srcdir/schemas/profiles/com.apple.mdm.yaml"
case_is check_of_good_files_is_silent 0
echo 'title: [' >broken.yaml
schema check broken.yaml
wants out '^broken.yaml:[0-9]*:[0-9]*: error: '
case_is broken_yaml_is_a_finding 1
schema check missing.yaml broken.yaml
wants err 'missing.yaml'
case_is missing_file_is_trouble 2

# --- diff ---
mkdir old new
cat >old/com.example.a.yaml <<'END'
title: A
payload:
  payloadtype: com.example.a
payloadkeys:
- key: Mode
  title: Mode
  type: <string>
  presence: optional
  rangelist:
  - one
  - two
- key: Old
  title: Old thing
  type: <string>
END
sed -e 's/- two/- three/' -e '/key: Old/,$d' old/com.example.a.yaml >new/com.example.a.yaml
cat >>new/com.example.a.yaml <<'END'
- key: Fresh
  title: Fresh thing
  type: <integer>
  presence: required
END
sed 's/example.a/example.b/; s/title: A/title: B/' old/com.example.a.yaml >new/com.example.b.yaml
schema diff old new
wants out '^New payloads$'
wants out '^  com.example.b  B'
wants out "^  changed  *Mode  values added: 'three'$"
wants out "^  changed  *Mode  values gone: 'two'$"
wants out '^  new  *Fresh  integer, required, Fresh thing$'
wants out '^  gone  *Old  Old thing$'
wants out '^Payloads: 1 new, 0 changed, 0 deprecated, 0 gone$'
wants out '^Keys: 1 new, 1 changed, 0 deprecated, 1 gone$'
case_is diff_names_what_changed 1
schema diff old old
wants out '^Keys: 0 new, 0 changed, 0 deprecated, 0 gone$'
case_is diff_of_the_same_is_0 0
schema diff new old
wants out '^Payloads: 0 new, 0 changed, 0 deprecated, 1 gone$'
case_is diff_goes_both_ways 1
schema diff --format=json old new
wants out '"change": *"gone"'
wants out '"path": *"Old"'
wants out '"attribute": *"values added"'
case_is diff_writes_json 1
schema diff --format=xml old new
wants err "'xml' is not a valid choice for --format: text or json"
case_is diff_refuses_other_formats 2
schema diff old nowhere
wants err nowhere
case_is diff_of_a_missing_folder_fails 2
published=$PROFEDIT_TESTDATA/upstream-27
if [ -d "$published" ]; then
	schema diff "$top_srcdir/schemas" "$published"
	wants out '^Keys: 0 new, 0 changed, 0 deprecated, 0 gone$'
	case_is bundled_schemas_have_the_published_structure 0
	schema diff "$PROFEDIT_TESTDATA/upstream-18.2" "$published"
	wants out '^Payloads that are gone$'
	wants out 'com.apple.security.wapi-identity'
	wants out '^  gone  *IsEncrypted '
	lacks out '^New payloads'
	case_is diff_of_releases_names_what_left 1
else
	for name in bundled_schemas_have_the_published_structure \
	    diff_of_releases_names_what_left; do
		number=$((number + 1))
		echo "ok $number - $name # SKIP no test data"
	done
fi

# --- update ---
schemas=data/profedit/schemas
# A release to update to: one key new, one gone, a value more, a payload gone.
mkdir release
cp "$top_srcdir"/schemas/profiles/*.yaml release/
rm release/com.apple.font.yaml
sed -i.bak -e '/^- key: Topic$/,/^- key:/{/^- key: Topic$/d; /^- key:/!d;}' \
    -e "s/^  title: Server URL$/  title: Their title/" release/com.apple.mdm.yaml
rm -f release/*.bak
cat >>release/com.apple.mdm.yaml <<'END'
- key: Brandnew
  title: Their new key
  type: <string>
  presence: optional
  content: Their words.
END
cp "$top_srcdir/help/examples/enrolment.mobileconfig" corp.mobileconfig
mkdir profiles
cp corp.mobileconfig profiles/
schema update release --profiles profiles
wants out '^Payloads that are gone$'
wants out '^  com.apple.font '
wants out '^  new  *Brandnew '
wants out '^  gone  *Topic '
wants out '^  profiles/corp.mobileconfig$'
wants out '^    gone  */PayloadContent/[0-9]*/Topic$'
wants out '^  1 of 1 uses keys that changed$'
wants out '^  1 keys have only the words of the published files$'
case_is update_says_what_changed_and_who_uses_it 0
schema list
wants out "^  your own, made by schema update, release as of .* from /.*/release: $work/$schemas/profiles$"
wants out '^  built in, release '
case_is list_says_that_the_user_s_set_is_in_use 0
schema show com.apple.mdm/Brandnew
wants out '^Their words.$'
case_is new_keys_have_their_own_words 0
schema show com.apple.mdm/ServerURL
first '^Server URL$'
case_is known_keys_keep_our_words 0
schema show com.apple.mdm/AccessRights
wants out '^  4096  *manage apps'
case_is our_rules_still_apply 0
schema show com.apple.font
case_is what_is_gone_is_described_by_the_built_in_set 0
"$PROFEDIT" check corp.mobileconfig >out 2>err
status=$? why=
wants out 'Topic'
case_is checks_go_by_the_user_s_set 1
PROFEDIT_DATADIR=$top_srcdir "$PROFEDIT" schema list >out 2>err
status=$? why=
lacks out 'your own'
case_is named_data_comes_before_the_user_s_set 0
schema update "$top_srcdir/schemas" --format=json
wants out '"folder": *"'
wants out '"change": *"gone"'
case_is update_again_compares_with_the_user_s_set 0
set -- "$schemas"/*
[ $# -eq 2 ] || why="left over: $*"
case_is update_leaves_nothing_else_behind 0
for fault in shelf-write:9 shelf-sync:5 shelf-rename; do
	before=$(ls -l "$schemas")
	PROFEDIT_FAULT=$fault "$PROFEDIT" schema update release >out 2>err
	status=$? why=
	[ "$(ls -l "$schemas")" = "$before" ] || why="$why; it changed"
	case_is "failed_update_changes_nothing_$fault" 2
done
mkdir bad
cp release/com.apple.mdm.yaml bad/
echo 'title: [' >bad/com.apple.dock.yaml
schema update bad
wants err 'com.apple.dock.yaml:'
case_is update_from_a_broken_checkout_fails 2
schema update release --profiles nowhere
wants err nowhere
case_is update_for_profiles_that_are_not_there_fails 2
rm "$schemas/profiles"
mkdir "$schemas/profiles"
schema update release
wants err 'was not made by profedit'
case_is update_replaces_nothing_that_is_not_its_own 2
rm -rf data
if [ -d "$published" ] && command -v python3 >/dev/null; then
	schema update "$published"
	wants out '^Keys: 0 new, 0 changed, 0 deprecated, 0 gone$'
	lacks out 'only the words'
	python3 "$top_srcdir/tests/schemas_facts.py" "$schemas/profiles" \
	    "$PROFEDIT_TESTDATA/facts/profiles.json" >facts ||
	    why="$why; schemas_facts.py failed"
	grep '^not ok' facts >wrong && why="$why; $(cat wrong)"
	case_is update_writes_the_published_facts_with_our_words 0
	schema update "$PROFEDIT_TESTDATA/upstream-18.2"
	wants out '^Keys: .* gone$'
	schema update "$published"
	wants out 'com.apple.security.wapi-identity'
	case_is update_goes_back_and_forth 0
	rm -rf data
else
	for name in update_writes_the_published_facts_with_our_words \
	    update_goes_back_and_forth; do
		number=$((number + 1))
		echo "ok $number - $name # SKIP no test data, or no python3"
	done
fi

echo 1..$number
