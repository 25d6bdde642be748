# Members that are no filings are told by their content, passed over, counted, and named with -v; as an input each is an error.
mkdir in
cp "$FILES/good-income.txt" in/report.txt
printf '%%PDF-1.4\n1 0 obj\n' >in/report
printf '\211PNG\r\n\032\n0000' >in/chart.txt
printf '{"documentInfo": {}}\n' >in/index.json
printf '<?xml version="1.0"?>\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>\n' >in/x.xsd
printf '[LOGO]\nNo statement, but text.\n' >in/letter.txt
tar -cf in.tar in/report.txt in/report in/chart.txt in/index.json in/x.xsd in/letter.txt
for input in in.tar in; do
    "$XBRLIZE" -v --stats -o out/ --status status $input 2>err || echo "exit status $?"
    sed -n 's/.*: note: member-skipped: //p' err
    grep -o '[0-9]* filings (.*no filings' err
    sed 's/.*"filing": "\([a-z]*\)".*"result": "\([a-z]*\)".*/\1 \2/' status | sort
done
# A report package as input gives its instance.
"$XBRLIZE" -q -o again/ --status - out/report.xbr | sed 's/.*"filing": "\([a-z]*\)".*"result": "\([a-z]*\)".*/\1 \2/'
for input in in/report in/index.json; do
    "$XBRLIZE" $input
    echo $?
done 2>&1
