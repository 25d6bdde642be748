# A report package with Inline XBRL: its members, and a page that is the same as the one without a package but for the
# place of the schema.
"$XBRLIZE" -q -t xbri -o one.xbri "$FILES/good-income.txt"
"$XBRLIZE" -q -t ixbrl -o plain/ "$FILES/good-income.txt"
command -v python3 >/dev/null 2>&1 || { echo 'no python3'; exit 77; }
python3 - <<'END'
import zipfile
package = zipfile.ZipFile("one.xbri")
for member in package.infolist():
    print(member.filename)
print(package.read("one/META-INF/reportPackage.json").decode())
page = package.read("one/reports/one.htm").decode()
plain = open("plain/good-income_ix.htm", encoding="utf-8").read()
plain = plain.replace('href="good-income.xsd"', 'href="../taxonomy/one.xsd"').replace("/ext/good-income", "/ext/one")
plain = plain.replace("<title>good-income<", "<title>one<").replace(">good-income</", ">one</")
print("the same page" if page == plain else "another page")
print(page.count("<ix:nonFraction "), "numbers")
END
