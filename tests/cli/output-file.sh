"$XBRLIZE" -q -t xbrl -o report.xml "$FILES/good-income.txt"
ls
head -n 1 report.xml
