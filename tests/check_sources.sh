#!/bin/sh
# Every source, header and unit test must be named in Makefile.am, and what it names must exist.

cd "${srcdir:-$(dirname "$0")/..}" || exit 1
scratch=$(mktemp -d "${TMPDIR:-/tmp}/sources.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

{
    find src include -name '*.[ch]' ! -name embedded_taxonomy.c ! -name compiled_taxonomy.c
    find tests/unit -name 'test_*.c' | sed 's/\.c$//'
} | sort -u >"$scratch/present"
tr -s ' \t\\' '\n\n\n' <Makefile.am | grep -E '^(src|include)/.*\.[ch]$|^tests/unit/test_[a-z0-9_]*$' |
    grep -vE '/(embedded|compiled)_taxonomy\.c$' | sort -u >"$scratch/listed"

comm -23 "$scratch/present" "$scratch/listed" | sed 's/$/: not in Makefile.am/' >"$scratch/faults"
comm -13 "$scratch/present" "$scratch/listed" | sed 's/$/: in Makefile.am, but there is no such file/' >>"$scratch/faults"
cat "$scratch/faults"
[ ! -s "$scratch/faults" ]
