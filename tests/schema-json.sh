# What `profedit schema` says as JSON is what its pages say.  TAP; needs
# python3.
if ! command -v python3 >/dev/null 2>&1; then
	echo "1..0 # SKIP python3 is missing"
	exit 0
fi
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 99
HOME=$work
XDG_DATA_HOME=$work/data
export HOME XDG_DATA_HOME
unset PROFEDIT_DATADIR
python3 "$top_srcdir/tests/schema_json.py" "$PROFEDIT" 2>err
status=$?
sed 's/^/# /' err
exit $status
