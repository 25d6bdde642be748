# Writers: each format by itself, on the facts of real filings: facts a second, MB/s, bytes a fact; sizes of packages.
. "$PARTS"
[ -f "$SHARED/corpus/modern/inline.tar.gz" ] || exit 77
"$BUILD/tests/bench_writers" "$SHARED/corpus/modern/inline.tar.gz" || exit 1

echo
echo "Packages (xbr) of 240 to 260 facts in all corpora: bytes, median and largest, with and without gaap-lite"
for archive in "$SHARED"/corpus/*/*.tar.gz; do
    name=$(basename "$(dirname "$archive")")-$(basename "$archive" .tar.gz)
    "$XBRLIZE" -q -t ndjson -o "$SCRATCH/facts/$name/" "$archive"
    for option in '' --no-embed-taxonomy; do
        "$XBRLIZE" -q $option -o "$SCRATCH/packages$option/$name/" "$archive"
    done
done
for option in '' --no-embed-taxonomy; do
    for facts in "$SCRATCH"/facts/*/*.ndjson; do
        n=$(wc -l <"$facts")
        name=${facts#"$SCRATCH"/facts/}
        [ "$n" -lt 240 ] || [ "$n" -gt 260 ] || wc -c <"$SCRATCH/packages$option/${name%.ndjson}.xbr"
    done | sort -n | awk -v what="${option:-embedded}" '{ size[NR] = $1 }
        END { printf "%-22s %8d %8d   of %d\n", what, size[int((NR + 1) / 2)], size[NR], NR }'
done
