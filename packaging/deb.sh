#!/bin/sh
# Builds the Debian package: source archive, source package, .deb.
# Usage: sh packaging/deb.sh [FOLDER]
# All of it is put into FOLDER (build-deb).  What it needs:
#     apt-get install dpkg-dev && apt-get build-dep ./packaging
# Debian wants debian/ at the top of the source; it lies in packaging/ here,
# and is copied where the archive is unpacked.
# DEB_BUILD_OPTIONS=nocheck leaves the tests out.
top=$(cd "$(dirname "$0")/.." && pwd) || exit 2
folder=${1:-$top/build-deb}

give_up()
{
	echo "$(basename "$0"): $*" >&2
	exit 2
}

mkdir -p "$folder/archive" && folder=$(cd "$folder" && pwd) ||
    give_up "cannot make '$folder'"
version=$(sed -n 's/^AC_INIT(\[profedit\], \[\([^]]*\)\].*/\1/p' \
    "$top/configure.ac")
name=profedit-$version
[ -f "$top/configure" ] || ( cd "$top" && autoreconf -fi ) ||
    give_up "autoreconf failed"
( cd "$folder/archive" && "$top/configure" -q && make -s dist ) ||
    give_up "the archive could not be made"
cp "$folder/archive/$name.tar.xz" \
    "$folder/profedit_$version.orig.tar.xz" &&
    rm -rf "${folder:?}/$name" &&
    tar -xf "$folder/archive/$name.tar.xz" -C "$folder" &&
    cp -R "$top/packaging/debian" "$folder/$name/debian" ||
    give_up "the source could not be unpacked"
cd "$folder/$name" && exec dpkg-buildpackage -us -uc
