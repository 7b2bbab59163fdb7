# Whole kinds of tests that configure left out for want of a library: each is a
# skipped case, so that a run of `make check` alone says it.  (test.sh wants
# --enable-tests=required, where configure stops instead.)  TAP.
count=0

# say NAME HAVE LIBRARY
say()
{
	count=$((count + 1))
	case $2 in
	yes) echo "ok $count - $1" ;;
	no) echo "ok $count - $1 # SKIP $3 is missing" ;;
	*) echo "not ok $count - $1" ;;
	esac
}

echo 1..2
say unit_tests_are_built "$HAVE_CMOCKA" cmocka
case $HAVE_CMOCKA$HAVE_VTERM in
yesyes) say screen_tests_are_built yes ;;
*) say screen_tests_are_built no 'cmocka or libvterm' ;;
esac
