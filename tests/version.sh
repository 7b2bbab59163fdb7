# One version: configure's, the program's, that of NEWS and of each recipe in
# packaging/.  TAP.
version=$(sed -n 's/^AC_INIT(\[profedit\], \[\([^]]*\)\].*/\1/p' \
    "$top_srcdir/configure.ac")
cd "$top_srcdir" || exit 99
number=0

# says NAME TEXT: what was found has to be the version.
says()
{
	number=$((number + 1))
	if [ -n "$version" ] && [ "$2" = "$version" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		echo "# configure.ac: '$version', found: '$2'"
	fi
}

# What stands in FILE where PATTERN has its parentheses, in the first line.
first()
{
	sed -n "s/$2/\\1/p" "$1" | head -n 1
}

echo 1..8
says the_program_says_the_version \
    "$("$PROFEDIT" --version | sed -n '1s/^profedit //p')"
says news_begins_with_the_version "$(first NEWS '^profedit \([0-9.]*\) .*')"
says the_debian_package_has_the_version \
    "$(first packaging/debian/changelog '^profedit (\([0-9.]*\)-.*')"
says the_rpm_has_the_version \
    "$(first packaging/rpm/profedit.spec '^Version: *\(.*\)')"
says the_alpine_package_has_the_version \
    "$(first packaging/alpine/APKBUILD '^pkgver=\(.*\)')"
says the_arch_package_has_the_version \
    "$(first packaging/arch/PKGBUILD '^pkgver=\(.*\)')"
says the_formula_has_the_version \
    "$(first packaging/homebrew/profedit.rb '^ *version "\(.*\)"')"
says the_readme_installs_the_version \
    "$(first README.md '.*profedit_\([0-9.]*\)-1_.*')"
