# What could not be judged never passes: a schema or rules file that does not
# load is said with file, line and reason, and the command ends with 2.  TAP.
. "$top_srcdir/tests/cases.sh"
unset PROFEDIT_DATADIR
schemas=$top_srcdir/schemas
type=$mdm

run()
{
	again "$@"
}

# An enrolment profile whose server is no https URL and whose rights are odd.
sed -e 's|https://mdm.example.com/connect|http://mdm.example.com|' \
    -e '/AccessRights/{n;s|>[0-9]*<|>7991<|;}' "$example" >bad.mobileconfig
run check bad.mobileconfig
wants out '/ServerURL$'
case_is the_profile_has_a_fault_to_be_found 1

# torn KIND FILE: a folder "torn" with the file of the mdm payload spoilt.
torn()
{
	rm -rf torn
	mkdir -p torn/schemas/profiles torn/schemas/rules
	cp "$schemas/$2" "torn/schemas/$2"
	file=torn/schemas/$2
	case $1 in
	truncated) head -c 1500 "$schemas/$2" >"$file" ;;
	headless) sed '/^payloadkeys:/,$d' "$schemas/$2" >"$file" ;;
	malformed) printf 'a: [\n' >>"$file" ;;
	empty) : >"$file" ;;
	twice) sed 2p "$schemas/$2" >"$file" ;;
	pattern) sed '/- key: ServerURL/a\  format: "(["' "$schemas/$2" \
	    >"$file" ;;
	kind) sed 's/^  type: <integer>/  type: <nonsense>/' "$schemas/$2" \
	    >"$file" ;;
	large)
		head -c 17000000 /dev/zero | tr '\0' '#' >>"$file" ;;
	folder) rm "$file"; mkdir "$file" ;;
	rule) sed 's/^  then: .*/  then: nonsense/' "$schemas/$2" >"$file" ;;
	locked) chmod 000 "$file" ;;
	esac
}

# Each way in which a file is no good, each place that it may stand in.
judges()
{
	run check "$@" bad.mobileconfig
	wants err "torn/schemas/$name:*"
	lacks out ServerURL
	lacks out AccessRights
	lacks out 'did you mean'
	wants out 'not-judged'
	case_is "check_${kind}_${name%%/*}_${place}_ends_with_2" 2
}

for name in profiles/$type.yaml rules/$type.yaml; do
	for kind in truncated headless malformed empty twice pattern kind large folder \
	    rule locked; do
		case $kind:$name in
		headless:rules/*|pattern:rules/*|kind:rules/*|rule:profiles/*) continue ;;
		esac
		torn $kind $name
		if [ $kind = locked ] && [ -r "torn/schemas/$name" ]; then
			number=$((number + 1))
			echo "ok $number - check_locked_${name%%/*} # SKIP" \
			    "root reads everything"
			continue
		fi
		if [ "$name" = profiles/$type.yaml ]; then
			place=named
			judges --schema-dir=torn/schemas
		else
			place=named
			judges --rules-dir=torn/schemas
		fi
		place=datadir
		PROFEDIT_DATADIR=$work/torn
		export PROFEDIT_DATADIR
		judges
		unset PROFEDIT_DATADIR
	done
done

# The user's own set.
torn truncated profiles/$type.yaml
mkdir -p data/profedit/schemas
ln -s "$work/torn/schemas/profiles" data/profedit/schemas/profiles
run check bad.mobileconfig
wants err "schemas/profiles/$type.yaml:[0-9]*:[0-9]*: "
wants out 'not-judged'
case_is check_with_a_torn_set_of_one_s_own_ends_with_2 2
rm data/profedit/schemas/profiles
for kind in dangling empty plain; do
	case $kind in
	dangling) ln -s gone data/profedit/schemas/profiles ;;
	empty) mkdir data/profedit/schemas/profiles ;;
	plain) : >data/profedit/schemas/profiles ;;
	esac
	run check bad.mobileconfig
	wants err "data/profedit/schemas/profiles"
	lacks out .
	case_is "check_with_a_${kind}_set_of_one_s_own_ends_with_2" 2
	rm -r data/profedit/schemas/profiles
done
rm -r data

# Every command that judges, and what it says where.
torn truncated profiles/$type.yaml
run check --format=json --schema-dir=torn/schemas bad.mobileconfig
wants out '"file": "torn/schemas/profiles/com.apple.mdm.yaml"'
wants out '"code": "syntax"'
wants out '"line": [1-9]'
case_is json_names_the_file_and_the_line 2
run check --schema-dir=torn/schemas bad.mobileconfig
wants err "^profedit: torn/schemas/profiles/$type.yaml:[0-9]*:[0-9]*: ."
case_is text_names_the_file_and_the_line 2
cp bad.mobileconfig kept.mobileconfig
for verb in "set kept.mobileconfig $type/ServerURL https://x.example" \
    "add kept.mobileconfig $type"; do
	# shellcheck disable=SC2086
	run ${verb%% *} --schema-dir=torn/schemas ${verb#* }
	wants err "torn/schemas/profiles/$type.yaml:[0-9]*:"
	wants err 'nothing is written'
	cmp -s bad.mobileconfig kept.mobileconfig || why="$why; it is written"
	case_is "${verb%% *}_writes_nothing_and_ends_with_2" 2
done
run set --force --schema-dir=torn/schemas kept.mobileconfig PayloadDescription x
wants err "torn/schemas/profiles/$type.yaml:[0-9]*:"
grep -q '<string>x</string>' kept.mobileconfig || why="$why; it is not written"
case_is set_with_force_writes_and_ends_with_2 2
run new --payload=$type --schema-dir=torn/schemas new.mobileconfig
wants err "torn/schemas/profiles/$type.yaml:[0-9]*:"
[ -e new.mobileconfig ] && why="$why; it is written"
case_is new_writes_nothing_and_ends_with_2 2
for verb in "show bad.mobileconfig" "schema show $type" "schema list" \
    "schema search rights" "rights 3" "schema check"; do
	# shellcheck disable=SC2086
	run $verb --schema-dir=torn/schemas
	wants err "torn/schemas/profiles/$type.yaml:[0-9]*:"
	case_is "$(echo "$verb" | sed 's/ .*mobileconfig//; s/ com.*//' |
	    tr ' ' _)_says_it_and_ends_with_2" 2
done

run schema check torn/schemas/profiles/$type.yaml
wants out "^torn/schemas/profiles/$type.yaml:[0-9]*:1: error: .*cut off"
case_is schema_check_finds_a_file_that_is_cut_off 1
# git takes any status but 0 for the end of the world.
PROFEDIT_DATADIR=$work/gone
export PROFEDIT_DATADIR
run show --textconv bad.mobileconfig
unset PROFEDIT_DATADIR
cmp -s out bad.mobileconfig || why="$why; not the text as it is"
case_is textconv_without_schemas_prints_the_text 0

# A torn file of a payload that the profile does not have is not looked at.
rm -rf torn
mkdir -p torn/profiles
printf 'title: x\npayload:\n  payloadtype: com.apple.font\n"' \
    >torn/profiles/com.apple.font.yaml
run check --schema-dir=torn "$example"
lacks err .
case_is a_torn_file_of_another_payload_is_not_in_the_way 0

# Folders that hold nothing, names that do not exist.
mkdir bare
for option in --schema-dir=bare --schema-dir=gone --rules-dir=bare \
    --rules-dir=gone; do
	run check $option "$example"
	wants err "${option#*=}"
	lacks out .
	case_is "check_${option%%=*}_${option#*=}_ends_with_2" 2
done
for place in bare gone; do
	PROFEDIT_DATADIR=$work/$place
	export PROFEDIT_DATADIR
	run check "$example"
	unset PROFEDIT_DATADIR
	wants err "$work/$place"
	wants err PROFEDIT_DATADIR
	case_is "check_with_a_${place}_data_folder_ends_with_2" 2
done

# No descriptors left but one: a folder's files cannot be opened beside it.
# What else is open is the business of whoever runs this.
least=4
until (ulimit -n $least && exec "$PROFEDIT" --version) >out 2>err; do
	least=$((least + 1))
	[ $least -lt 64 ] || break
done
(ulimit -n $least && exec "$PROFEDIT" check --schema-dir="$schemas" \
    bad.mobileconfig) >out 2>err </dev/null
status=$?
wants err 'schemas/profiles/com.apple.'
wants err 'and [0-9]* more files'
case_is check_without_descriptors_ends_with_2 2
(ulimit -n $least && exec "$PROFEDIT" check "$example") >out 2>err </dev/null
status=$?
case_is what_is_built_in_needs_no_descriptors 0
echo "1..$number"
