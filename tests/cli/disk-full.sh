# A disk that is full ends the run with exit status 4: what was finished stays whole, nothing half-written is left, and once there is
# room the journal takes the work up again.
. "$CLI/many.inc"
mkdir disk
mount -t tmpfs -o size=300k tmpfs disk 2>/dev/null || { echo "no tmpfs can be mounted"; exit 77; }
trap 'umount disk' EXIT
for jobs in 1 2; do
    "$XBRLIZE" -q -j$jobs -o disk/out/ --status status many.tar.gz 2>err
    echo "folder $?"
    grep -c output-unwritable err
    ls -A disk/out | grep -v '\.xbr$'
    for package in disk/out/*.xbr; do
        tail -c 22 "$package" | od -An -c | head -n 1 | grep -q 'P   K 005 006' || echo "not whole: $package"
    done
    test "$(grep -c '"result": "converted"' status)" = "$(ls disk/out | wc -l | tr -d ' ')" || echo "files and records differ"
    rm -rf disk/*
    "$XBRLIZE" -q -j$jobs -t ndjson -o disk/out.ndjson many.tar.gz 2>err
    echo "lines $?"
    grep -c output-unwritable err
    ls -A disk
    head -c 300000 /dev/zero >disk/other 2>/dev/null
    "$XBRLIZE" -q -j$jobs -t table -o - many.tar.gz 2>err >disk/standard
    echo "standard output $?"
    grep -c output-unwritable err
    rm -f disk/*
done
"$XBRLIZE" -q -o whole.tar.gz many.tar.gz
head -c 280000 /dev/zero >disk/other
"$XBRLIZE" -q -j2 -o disk/out.tar.gz --journal journal many.tar.gz 2>/dev/null
echo "archive $?"
rm disk/other
mount -o remount,size=8m disk
"$XBRLIZE" -q -j2 -o disk/out.tar.gz --journal journal --resume many.tar.gz
echo "again $?"
cmp whole.tar.gz disk/out.tar.gz && ls -A disk
# The journal itself may be what there is no room for.
rm disk/*
mount -o remount,size=4k disk
"$XBRLIZE" -q -j2 -o out/ --journal disk/journal many.tar.gz many.tar.gz many.tar.gz 2>err
echo "journal $?"
grep -c journal-unusable err
