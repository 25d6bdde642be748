# The HTML tokenizer alone beside libxml2's HTML push parser, and conversions of the same bytes beside bsdtar
#
# FILES='a.htm b.htm' has the tokenizers read those; else it is the inline XBRL of the corpora.  libxml2 is no part of the
# build: its line is there where it can be had.
. "$PARTS"

archive=$SHARED/corpus/modern/inline.tar.gz
tests=$(dirname "$PARTS")/..
if [ -z "$FILES" ]; then
    [ -f "$archive" ] || skip "no files given, and no $archive"
    mkdir "$SCRATCH/c" && tar -xzf "$archive" -C "$SCRATCH/c" || exit 1
    FILES=$(find "$SCRATCH/c" -type f | sort)
fi

"$BUILD/tests/bench_html" $FILES || exit 1
if sh "$tests/packages.sh" bench 2>"$SCRATCH/messages" &&
    ${CC:-cc} -std=gnu11 -O2 $(pkg-config --cflags libxml-2.0) -o "$SCRATCH/libxml2" "$tests/bench_libxml2.c" \
        $(pkg-config --libs libxml-2.0) 2>"$SCRATCH/messages"; then
    "$SCRATCH/libxml2" $FILES
else
    echo "libxml2 is not at hand: $(tail -n 1 "$SCRATCH/messages")"
fi
[ -d "$SCRATCH/c" ] || exit 0

bytes=$(find "$SCRATCH/c" -type f -exec cat {} + | wc -c)
row_head "$unpack"
timed reference "cat '$archive'" $unpack
timed run "cat '$archive'" "$XBRLIZE" -q -j 1 -t ndjson -o /dev/null -
row 'inline XBRL' 1 "$bytes" run reference
timed run "cat '$archive'" "$XBRLIZE" -q -j 1 --ignore-tags -t ndjson -o /dev/null -
row 'the same, --ignore-tags' 1 "$bytes" run reference
