#!/bin/sh
# Builds xbrlize and converts the example filing beside this script.
#
#     sh examples/quickstart.sh
#
# Ends with the facts of the filing as a table and the path of the package that was written.  Everything that is built
# lies under build/quickstart; what the build says goes to build/quickstart/log.txt.

cd "$(dirname "$0")/.." || exit 1
top=$(pwd)
work=build/quickstart
log=$top/$work/log.txt
mkdir -p "$work" || exit 1
: >"$log"

fail() { # WHAT
    echo "quickstart: $1; the last lines of $work/log.txt:" >&2
    tail -n 15 "$log" >&2
    exit 1
}

sh tests/packages.sh build 2>>"$log" || fail 'the build needs packages that are not there'

echo "building in $work ..."
if [ ! -f configure ] || [ ! -f Makefile.in ]; then
    autoreconf -i >>"$log" 2>&1 || fail 'autoreconf failed'
fi
if [ ! -f "$work/Makefile" ]; then
    (cd "$work" && "$top/configure" --quiet --disable-shared) >>"$log" 2>&1 || fail 'configure failed'
fi
make -C "$work" -j"$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)" xbrlize >>"$log" 2>&1 || fail 'make failed'

xbrlize=$work/xbrlize
rm -rf "$work/out"
"$xbrlize" --to table --output - examples/flamel-6k.txt 2>>"$log" || fail 'the example was not converted'
"$xbrlize" --output "$work/out/" examples/flamel-6k.txt 2>>"$log" || fail 'the package was not written'
echo
for package in "$work"/out/*.xbr; do
    echo "package: $package"
done
