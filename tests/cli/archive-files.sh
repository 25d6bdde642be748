# Files of any format in a tar, schemas and all: gaap-lite once, and the same bytes whatever the number of jobs.
cp "$FILES/good-income.txt" a.txt
cp "$FILES/good-income.txt" b.txt
for format in json.gz csv tsv; do
    "$XBRLIZE" -q -j1 -t $format -o "$format.tar.gz" a.txt b.txt
    "$XBRLIZE" -q -j2 -t $format -o again.tar.gz a.txt b.txt
    cmp "$format.tar.gz" again.tar.gz
    tar -tzf "$format.tar.gz"
done
tar -xzf tsv.tar.gz && head -n 1 b.tsv | cut -f 1-4
