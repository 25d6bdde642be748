#!/bin/sh
# Writes embedded_taxonomy.c to standard output: the bytes of the files given, under their base names.
# Usage: sh embed.sh FILE... >embedded_taxonomy.c
set -eu
LC_ALL=C
export LC_ALL

test $# -gt 0 || { echo "usage: embed.sh FILE..." >&2; exit 2; }

printf '/* Made by embed.sh from the files of taxonomy/. */\n'
printf '#include "mapping/embedded.h"\n'
k=0
for file in "$@"; do
    test -r "$file" || { echo "embed.sh: $file: cannot be read" >&2; exit 1; }
    printf '\nstatic const unsigned char file_%d[] = {\n' "$k"
    # od puts blanks between figures, and at line ends on some systems; the zero after the last comma ends the array.
    od -An -v -tu1 "$file" | tr -s ' ' ',' | sed 's/^,//; s/,*$/,/'
    printf '0};\n'
    k=$((k + 1))
done

printf '\nconst struct xbz_taxonomy_file xbz_embedded_files[] = {\n'
k=0
for file in "$@"; do
    printf '    {"%s", file_%d, sizeof file_%d - 1},\n' "${file##*/}" "$k" "$k"
    k=$((k + 1))
done
printf '};\nconst size_t xbz_n_embedded_files = sizeof xbz_embedded_files / sizeof xbz_embedded_files[0];\n'
