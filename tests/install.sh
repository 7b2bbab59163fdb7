# make install puts program, data and manual where they belong, and the
# installed program needs nothing of the build tree.  TAP.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
# The outer make's job server is not ours to use.
unset MAKEFLAGS MFLAGS MAKELEVEL PROFEDIT_DATADIR
echo 1..3

if make -C "$top_builddir" install DESTDIR="$work/root" \
    prefix=/usr >"$work/log" 2>&1; then
	echo "ok 1 - install_takes_a_destdir"
else
	echo "not ok 1 - install_takes_a_destdir"
	tail -n 20 "$work/log" | sed 's/^/# /'
fi

missing=
for file in bin/profedit share/profedit/help/examples/enrolment.mobileconfig \
    share/bash-completion/completions/profedit \
    share/fish/vendor_completions.d/profedit.fish \
    share/zsh/site-functions/_profedit; do
	[ -f "$work/root/usr/$file" ] || missing="$missing $file"
done
if [ -z "$missing" ]; then
	echo "ok 2 - program_and_data_are_installed"
else
	echo "not ok 2 - program_and_data_are_installed"
	echo "# missing:$missing"
fi

version=$(cd / && "$work/root/usr/bin/profedit" --version 2>&1)
if [ "$version" = "$("$PROFEDIT" --version)" ]; then
	echo "ok 3 - installed_program_starts"
else
	echo "not ok 3 - installed_program_starts"
	echo "# got: $version"
fi
