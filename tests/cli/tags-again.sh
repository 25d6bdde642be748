# A filing that tags the same facts again and again, more often than the limit of facts, converts, from one context or from
# as many as there are facts: what is too much is left out and told.
page() { # TIMES
    cat <<'END'
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:us-gaap="http://fasb.org/us-gaap/2023" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217"><body>
<div style="display:none"><ix:header><ix:resources><xbrli:context id="c1"><xbrli:entity>
<xbrli:identifier scheme="http://www.sec.gov/CIK">0000012345</xbrli:identifier></xbrli:entity><xbrli:period>
<xbrli:startDate>2023-01-01</xbrli:startDate><xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header></div>
END
    awk -v times="$1" 'BEGIN { for (i = 0; i < times; i++)
        print "<p><ix:nonFraction name=\"us-gaap:Revenues\" contextRef=\"c1\" unitRef=\"usd\" decimals=\"-3\"" \
            " scale=\"3\">1234</ix:nonFraction></p>" }'
    echo '</body></html>'
}
instance() { # FACTS
    cat <<'END'
<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:x="http://example.com/x"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217"><unit id="usd"><measure>iso4217:USD</measure></unit>
END
    awk -v facts="$1" 'BEGIN { for (i = 0; i < facts; i++) {
        printf "<context id=\"c%d\"><entity><identifier scheme=\"http://www.sec.gov/CIK\">0000012345</identifier></entity>" \
            "<period><instant>%04d-%02d-%02d</instant></period></context>\n", i, 1900 + i % 200, 1 + i % 12, 1 + i % 28
        printf "<x:Item contextRef=\"c%d\" unitRef=\"usd\" decimals=\"0\">7</x:Item>\n", i
    } }'
    echo '</xbrl>'
}
page 25000 | "$XBRLIZE" -q -t ndjson - 2>&1 | grep -c Revenues
instance 20500 | "$XBRLIZE" -t ndjson -o facts - 2>messages
wc -l <facts | tr -d ' '
grep -c facts-too-many messages
