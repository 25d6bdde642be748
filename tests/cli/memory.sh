# Peak memory does not depend on the input: not on the length of an archive, of a member, nor on the number of facts.
. "$CLI/many.inc"
[ -r /proc/self/status ] || { echo "no /proc"; exit 77; }

peak() { # JOBS COMMAND: KiB of a run that reads what the command writes, taken when all of it has been read
    mkfifo pipe
    "$XBRLIZE" -q -j"$1" --max-memory 48M -t ndjson -o /dev/null pipe &
    converter=$!
    exec 3>pipe
    eval "$2" >&3
    sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' /proc/$converter/status
    exec 3>&-
    wait $converter
    rm pipe
}
archive() { # N times the filings
    i=0
    while [ $i -lt "$1" ]; do
        cat many.tar.gz
        i=$((i + 1))
    done
}
page() { # MIB of tables and prose in one member
    echo '<html><body>'
    yes '<p>The company sells goods in several countries.</p><p><b>STATEMENTS OF INCOME</b></p><table><tr><td></td>
<td>Year ended December 31, 1998</td></tr><tr><td>Revenues</td><td>1,234</td></tr><tr><td>Net income</td><td>734</td></tr>
</table>' | head -c $(($1 * 1048576))
}
facts() { # MIB of facts, each of its own
    echo '<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:x="http://example.com/x"><context id="c"><entity>
<identifier scheme="http://www.sec.gov/CIK">0000012345</identifier></entity><period><instant>1998-12-31</instant></period>
</context>'
    awk -v bytes=$(($1 * 1048576)) 'BEGIN {
        for (n = 0; n < bytes; n += length(line) + 1) {
            line = sprintf("<x:Item%d contextRef=\"c\" decimals=\"0\">%d</x:Item%d>", i, i, i)
            print line
            i++
        }
    }'
}
compare() { # NAME SMALL LARGE
    for jobs in 1 2; do
        small=$(peak $jobs "$2") large=$(peak $jobs "$3")
        [ "$small" -lt 60000 ] || { echo "a build that uses more memory than its own"; exit 77; }
        echo "$1 $jobs" $((large - small < 1024 ? 1 : large - small)) $((large < 49152 ? 1 : large))
    done
}
"$XBRLIZE" --max-memory 10M x 2>/dev/null || echo $?
compare archive 'archive 4' 'archive 60'
compare page 'page 2' 'page 16'
compare facts 'facts 8' 'facts 24'
