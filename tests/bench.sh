#!/bin/sh
# Measures: each part is a script of its own under tests/bench/ and prints a table.
#
#     sh tests/bench.sh BUILD [PART]...       parts: the names under tests/bench/ without .sh [all]
#     make bench BENCH='archives large'       the same for a build folder
#
# A part is run by sh with
#     XBRLIZE, MEASURE   the programs (MEASURE: see tests/measure.c)
#     BUILD              the build folder, for programs of its own
#     SHARED             folder that holds corpus/*/*.tar.gz [$XBRLIZE_SHARED, or shared/ beside the source folder]
#     SCRATCH            an empty folder that is removed afterwards; big inputs belong into a pipe, not there
# and has the functions of tests/bench/parts.inc, which it reads first.  Exit status 77: what it needs is not there.
#
# Compare figures of one run only: a row's reference is measured beside it.  BENCH_REPEAT=N takes the best of N runs.

here=$(cd "$(dirname "$0")" && pwd) || exit 1
BUILD=$(cd "${1:-.}" && pwd) || exit 1
[ $# -gt 0 ] && shift
XBRLIZE=$BUILD/xbrlize
MEASURE=$BUILD/tests/measure
SHARED=${XBRLIZE_SHARED:-$here/../../shared}
PARTS=$here/bench/parts.inc
export BUILD XBRLIZE MEASURE SHARED PARTS
[ -x "$XBRLIZE" ] && [ -x "$MEASURE" ] || { echo "bench.sh: $XBRLIZE or $MEASURE is not built" >&2; exit 1; }

scratch=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
result=0
[ $# -gt 0 ] || set -- $(ls "$here/bench" | sed -n 's/\.sh$//p')
for part in "$@"; do
    [ -f "$here/bench/$part.sh" ] || { echo "bench.sh: no part $part" >&2; result=1; continue; }
    sed -n '1s/^# /== /p' "$here/bench/$part.sh"
    SCRATCH=$scratch/$part
    export SCRATCH
    mkdir "$SCRATCH"
    sh "$here/bench/$part.sh"
    code=$?
    [ $code -eq 0 ] || [ $code -eq 77 ] || result=1
    rm -rf "$SCRATCH"
    echo
done
exit $result
