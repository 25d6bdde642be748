# --dump and --explain on every kind of input: HTML, inline XBRL, an XBRL instance, a financial data schedule.
cat >plain.htm <<'END'
<html><body><p><b>CONSOLIDATED STATEMENTS OF INCOME</b></p><p>(In thousands)</p>
<table><tr><td></td><td>Year ended December 31, 2004</td><td>Year ended December 31, 2003</td></tr>
<tr><td>Net sales</td><td>$1,204</td><td>$1,100</td></tr>
<tr><td>Cost of sales</td><td>800</td><td>700</td></tr>
<tr><td>Gross profit</td><td>404</td><td>400</td></tr>
<tr><td>Income taxes</td><td>104</td><td>100</td></tr>
<tr><td>Net income</td><td>$300</td><td>$300</td></tr></table></body></html>
END
cat >instance.xml <<'END'
<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:us-gaap="http://fasb.org/us-gaap/2012-01-31">
<context id="e"><entity><identifier scheme="http://www.sec.gov/CIK">0000912345</identifier></entity><period><instant>2012-12-31</instant></period></context>
<unit id="usd"><measure>iso4217:USD</measure></unit>
<us-gaap:Assets contextRef="e" unitRef="usd" decimals="INF">2000000</us-gaap:Assets>
</xbrl>
END
for input in plain.htm "$FILES/good-tags.htm" instance.xml "$FILES/good-schedule.txt"; do
    for seam in lines tables statements facts; do
        "$XBRLIZE" -q --dump=$seam "$input" >out.txt 2>messages.txt || echo "$seam: exit status $?"
        # An instance is no text and holds no statements, nor does a schedule.
        test -s out.txt || echo "${input##*/}: no $seam"
    done
    "$XBRLIZE" -q --explain -o - "$input" 2>messages.txt | head -n 6
done
"$XBRLIZE" -q --dump=tables instance.xml
"$XBRLIZE" -q --dump=tables "$FILES/good-tags.htm" | grep '^tagged' | head -n 3
