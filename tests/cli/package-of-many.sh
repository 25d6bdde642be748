# Many reports in one package, each in a folder of its own, with the same bytes whatever the number of jobs; formats that
# are no reports are refused, and journals.
command -v unzip >/dev/null || { echo 'no unzip'; exit 77; }
cp "$FILES/good-income.txt" a.txt
cp "$FILES/good-income.txt" b.txt
mkdir again
for format in xbr json csv; do
    "$XBRLIZE" -q -j1 -t $format -o many.zip a.txt b.txt
    "$XBRLIZE" -q -j2 -t $format -o again/many.zip a.txt b.txt
    cmp many.zip again/many.zip
    unzip -Z1 many.zip
    rm many.zip
done
"$XBRLIZE" -q -t tsv -o many.zip a.txt 2>&1
echo "exit status $?"
"$XBRLIZE" -q --journal j -o many.zip a.txt 2>&1
echo "exit status $?"
ls
