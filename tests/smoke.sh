# The built program starts and says who it is.  TAP.
echo 1..3

version=$("$PROFEDIT" --version)
case $version in
profedit\ [0-9]*) echo "ok 1 - version_names_the_program" ;;
*) echo "not ok 1 - version_names_the_program"; echo "# got: $version" ;;
esac

help=$("$PROFEDIT" --help | sed -n 1p)
case $help in
Usage:\ profedit*) echo "ok 2 - help_begins_with_usage" ;;
*) echo "not ok 2 - help_begins_with_usage"; echo "# got: $help" ;;
esac

if IFS= read -r dir <"$top_builddir/profedit.srcdir" &&
    [ -f "$dir/configure.ac" ]; then
	echo "ok 3 - srcdir_file_names_the_source_folder"
else
	echo "not ok 3 - srcdir_file_names_the_source_folder"
fi
