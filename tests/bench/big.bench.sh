# A profile of 100 MB, one array of a million items: opening it and painting
# the first screen, and what is resident, beside libplist parsing it.
. "$top_srcdir/tests/bench/lib.sh"
. "$top_srcdir/tests/bench/big.sh"

big 1000000 >"$work/big.mobileconfig"
"$bench/paint" -r 5 -q 3000 \
    "$PROFEDIT" "$work/big.mobileconfig" :: \
    "$bench/plist_parse" "$work/big.mobileconfig" >"$work/out" || exit 1
figure '100 MB: open and first paint, least of 5' "$(field 1 1 "$work/out")" \
    'libplist parsing' "$(field 1 2 "$work/out")" ms 2
figure '100 MB: most resident' "$(field 3 1 "$work/out")" \
    'read and parsed with libplist' "$(field 3 2 "$work/out")" MB 1.5
