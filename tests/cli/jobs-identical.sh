# The output is the same for every number of jobs and every read size: files, diagnostics, archive, lines.
. "$CLI/many.inc"
for jobs in 1 2 4; do
    "$XBRLIZE" -v -j$jobs -o o$jobs/ many.tar.gz 2>e$jobs || echo "exit status $?"
    "$XBRLIZE" -q -j$jobs -o $jobs.tar.gz many.tar.gz
    "$XBRLIZE" -q -j$jobs -t ndjson -o $jobs.ndjson.gz many.tar.gz
    "$XBRLIZE" -q -j$jobs -t table -o - many.tar.gz >$jobs.txt
done
"$XBRLIZE" -q -j2 --read-size 7 -o 7.tar.gz many.tar.gz
for jobs in 2 4; do
    diff -r o1 o$jobs && cmp e1 e$jobs && cmp 1.tar.gz $jobs.tar.gz && cmp 1.ndjson.gz $jobs.ndjson.gz &&
        cmp 1.txt $jobs.txt
done
cmp 1.tar.gz 7.tar.gz
ls o1 | wc -l | tr -d ' '
ls o1 | grep same
tar -tzf 1.tar.gz | wc -l | tr -d ' '
