# First paint of the editor beside vim's, on the example profile.
. "$top_srcdir/tests/bench/lib.sh"

what='first paint, example profile'
has vim || { skip "$what" 'vim is not installed'; exit 0; }

cp "$example" "$work/a.mobileconfig"
"$bench/paint" -r 25 -q 200 \
    "$PROFEDIT" "$work/a.mobileconfig" :: \
    vim -u NONE -i NONE -n "$work/a.mobileconfig" >"$work/out" || exit 1
figure "$what, least of 25" "$(field 1 1 "$work/out")" vim \
    "$(field 1 2 "$work/out")" ms 0.6
figure "$what, median of 25" "$(field 2 1 "$work/out")" vim \
    "$(field 2 2 "$work/out")" ms 0.6
figure 'bytes of the first paint' "$(field 4 1 "$work/out")" vim \
    "$(field 4 2 "$work/out")" bytes
