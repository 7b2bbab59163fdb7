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

# Instructions for a key, on a million items and on a thousand.
has valgrind || { skip 'instructions for a key' 'valgrind is not installed'
	exit 0; }

# count_keys FILE OUT: instructions so far, after the first paint and each
# key.  callgrind writes what was counted whenever a key is waited for.
count_keys()
{
	mkdir "$work/counts" || exit 1
	echo "cat $work/counts/part* |
	    awk '/^totals:/ { sum += \$2 } END { printf \"%.0f\", sum }'" \
	    >"$work/sum"
	"$bench/keys" -q 2000 -w "$work/counts/part.1" -a "sh $work/sum" \
	    "$right" "$down" "$down" "$down" "$page_down" "$page_down" \
	    "$enter" a b "$enter" :: \
	    valgrind --tool=callgrind --dump-before=keys_read \
	    --callgrind-out-file="$work/counts/part" \
	    "$PROFEDIT" "$1" >"$2" || exit 1
	rm -r "$work/counts"
}

# cost KEY FILE: instructions of the KEYth key.
cost()
{
	awk -v key="$1" 'NR == key { before = $2 }
	    NR == key + 1 { print $2 - before }' "$2"
}

big 1000 >"$work/small.mobileconfig"
count_keys "$work/big.mobileconfig" "$work/big.counts"
count_keys "$work/small.mobileconfig" "$work/small.counts"
for key in '4 Down' '6 PgDn' '9 a character' '10 its Enter'; do
	figure "instructions for ${key#* }, a million items" \
	    "$(cost "${key%% *}" "$work/big.counts")" 'a thousand' \
	    "$(cost "${key%% *}" "$work/small.counts")" instructions 1.1
done
