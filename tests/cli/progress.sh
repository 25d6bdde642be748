# Progress: nothing where standard error is no terminal, lines with plain, a line that goes away on a terminal.
. "$CLI/many.inc"
"$XBRLIZE" -j2 -o quiet/ many.tar.gz 2>&1 | grep -c 'filings,'
"$XBRLIZE" -q -j2 --progress=plain -o plain/ many.tar.gz 2>&1 | tail -n 1 |
    sed 's/, [^,]*\/s$/, RATE/; s/[0-9.]* of [0-9.]*/IN of SIZE/'
"$XBRLIZE" -q --progress=plain -o plain/ - <many.tar.gz 2>&1 | grep -c ' of .* 60 filings'
cat many.tar.gz | "$XBRLIZE" -q --progress=plain -o plain/ - 2>&1 | grep -c ' of .* 60 filings'
"$XBRLIZE" --progress=always many.tar.gz 2>/dev/null || echo $?
# A terminal: diagnostics take the line away first, and at the end it is gone.
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    mkfifo pipe
    (cat many.tar.gz; sleep 0.5; cat many.tar.gz) >pipe &
    script -qec "'$XBRLIZE' -j2 -t ndjson -o /dev/null pipe" /dev/null </dev/null >seen 2>&1
    tr '\r' '\n' <seen >lines
    grep -c '^[0-9.]* [kMB]*, [0-9]* filings, [0-9]* facts, ' lines | awk '$1 > 0 { print "shown" }'
    grep ' filings, .* facts, ' lines | grep -c xbrlize
    tail -n 1 lines | tr -d '\033[K'
fi
