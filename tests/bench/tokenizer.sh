# The HTML tokenizer alone, on FILES='a.htm b.htm', or on the inline XBRL of the corpora
. "$PARTS"

if [ -z "$FILES" ]; then
    archive=$SHARED/corpus/modern/inline.tar.gz
    [ -f "$archive" ] || skip "no files given, and no $archive"
    tar -xzf "$archive" -C "$SCRATCH"
    FILES=$(find "$SCRATCH" -type f | sort)
fi
"$BUILD/tests/bench_html" $FILES
