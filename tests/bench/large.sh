# Single filings of BENCH_MIB MiB [2048], generated into a pipe: text, HTML, inline XBRL, an instance of millions of facts
#
# BENCH_KINDS='text html inline facts' and BENCH_JOBS='1 2' may be set to others.
. "$PARTS"

mib=${BENCH_MIB:-2048}
bytes=$((mib * 1048576))
prose='The company sells goods to many customers in several countries and regions, and pays its suppliers in their currencies.'

repeat() { # TEXT: again and again, until there are enough bytes
    yes "$1" | head -c $bytes
}

large_text() {
    repeat "$(
        printf '%s\n' 'CONSOLIDATED STATEMENTS OF INCOME' '(In thousands)' '' \
            '                                  Year ended December 31,' \
            '                                    1998       1997' \
            'Revenues                       1,234,567  1,111,222' \
            'Cost of sales                    500,000    400,000' \
            'Net income                       734,567    711,222' ''
        i=0
        while [ $i -lt 60 ]; do
            printf '%s\n' "$prose"
            i=$((i + 1))
        done
    )"
}

large_html() {
    cells() { printf '<tr><td>%s</td><td>%s</td><td>%s</td></tr>' "$@"; }
    echo '<html><body>'
    repeat "<p><b>CONSOLIDATED STATEMENTS OF INCOME</b></p><p>(In thousands)</p><table>$(
        cells '' 'Year ended December 31, 1998' 'Year ended December 31, 1997'
        cells Revenues 1,234,567 1,111,222
        cells 'Cost of sales' 500,000 400,000
        cells 'Net income' 734,567 711,222
    )</table>
<p>$prose</p><p>$prose</p><div style=\"font:10pt Times\">$prose</div>"
    echo '</body></html>'
}

large_inline() {
    cat <<'HEAD'
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:us-gaap="http://fasb.org/us-gaap/2023" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217"><body>
<div style="display:none"><ix:header><ix:resources><xbrli:context id="c1"><xbrli:entity>
<xbrli:identifier scheme="http://www.sec.gov/CIK">0000012345</xbrli:identifier></xbrli:entity><xbrli:period>
<xbrli:startDate>2023-01-01</xbrli:startDate><xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header></div>
HEAD
    figure() {
        printf '<ix:nonFraction name="us-gaap:%s" contextRef="c1" unitRef="usd" decimals="-3" scale="3"' "$1"
        printf ' format="ixt:num-dot-decimal">%s</ix:nonFraction>' "$2"
    }
    repeat "<p>$prose</p><table><tr><td>Revenues</td><td>$(figure Revenues 1,234,567)</td></tr>
<tr><td>Net income</td><td>$(figure NetIncomeLoss 734,567)</td></tr></table>"
    echo '</body></html>'
}

# A context for each thousand facts, each fact of its own.
large_facts() {
    awk -v bytes=$bytes 'BEGIN {
        print "<?xml version=\"1.0\"?>"
        print "<xbrl xmlns=\"http://www.xbrl.org/2003/instance\" xmlns:x=\"http://example.com/x\"" \
            " xmlns:iso4217=\"http://www.xbrl.org/2003/iso4217\"><unit id=\"usd\"><measure>iso4217:USD</measure></unit>"
        for (n = 0; n < bytes; n += length(line) + 1) {
            line = sprintf("<x:Item%d contextRef=\"c%d\" unitRef=\"usd\" decimals=\"0\">%d</x:Item%d>", i % 1000, i / 1000, i,
                i % 1000)
            if (i % 1000 == 0)
                line = sprintf("<context id=\"c%d\"><entity><identifier scheme=\"http://www.sec.gov/CIK\">0000012345</identifier>" \
                    "</entity><period><instant>%04d-%02d-%02d</instant></period></context>\n%s", i / 1000,
                    1900 + i / 1000 % 200, 1 + i / 1000 % 12, 1 + i / 1000 % 28, line)
            print line
            i++
        }
        print "</xbrl>"
    }'
}

row_head cat
for kind in ${BENCH_KINDS:-text html inline facts}; do
    timed reference "large_$kind" cat
    for jobs in ${BENCH_JOBS:-1 2}; do
        timed run "large_$kind" "$XBRLIZE" -q -j "$jobs" -t ndjson -o "$SCRATCH/facts" -
        row "$kind, $(($(wc -l <"$SCRATCH/facts"))) facts out" "$jobs" $bytes run reference
    done
done
