# make fuzz: runs each libFuzzer program for FUZZ_SECONDS, beginning with its
# kept inputs.  New inputs stay in the build folder; a crash leaves its input
# there too and ends the run with a failure.
# Usage: run.sh SOURCE-FOLDER PROGRAM...
src=$1
shift
# Programs that check want the schemas of the checkout.
top_srcdir=$src
export top_srcdir
if [ $# -eq 0 ]; then
	echo "fuzz: there are no fuzz programs" >&2
	exit 1
fi
for program; do
	name=${program##*/}
	found=fuzz-found/$name
	mkdir -p "$found"
	if ! "./$program" -help=1 2>&1 | grep -q max_total_time; then
		echo "fuzz: '$program' is no fuzz program: configure with" \
		    "--enable-fuzz CC=clang" >&2
		exit 1
	fi
	echo "fuzz: $name, ${FUZZ_SECONDS:-60} seconds"
	"./$program" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 \
	    -rss_limit_mb=2048 -print_final_stats=1 \
	    -artifact_prefix="$found/" "$found" \
	    "$src/tests/fuzz/$name.inputs" 2>"$found.log" || {
		tail -40 "$found.log" >&2
		exit 1
	}
	grep -E 'stat::number_of_executed|stat::new_units' "$found.log"
done
