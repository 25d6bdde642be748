# Archives of 1, 10 and 50 times the corpora, through a pipe: memory, speed, beside bsdtar that unpacks the same to nowhere
#
# BENCH_COPIES='1 10 50', BENCH_JOBS='1 2', BENCH_FORMATS='ndjson xbr' (one tar.gz) may be set to others.  The last lines tell
# how much the peak memory differs between the smallest and the largest archive.
. "$PARTS"

mkdir "$SCRATCH/c"
for archive in "$SHARED"/corpus/*/*.tar.gz; do
    [ -f "$archive" ] || skip "no archives in $SHARED/corpus"
    name=$(basename "$(dirname "$archive")")-$(basename "$archive" .tar.gz)
    mkdir "$SCRATCH/c/$name" && tar -xzf "$archive" -C "$SCRATCH/c/$name"
done

# gzip members one after the other are one gzip file: N copies of a tar without its end, then the end.
tar -C "$SCRATCH/c" -cf "$SCRATCH/plain.tar" . || exit 1
bytes=$(wc -c <"$SCRATCH/plain.tar")
padded=$(tail -c 20480 "$SCRATCH/plain.tar" | od -An -v -tx1 | tr -d ' \n' | sed 's/.*[1-9a-f]//' | wc -c)
body=$((bytes - padded / 2 / 512 * 512))
head -c "$body" "$SCRATCH/plain.tar" | gzip -6 >"$SCRATCH/body.gz"
head -c 1024 /dev/zero | gzip >"$SCRATCH/end.gz"
rm -rf "$SCRATCH/c" "$SCRATCH/plain.tar"

copies() { # N
    i=0
    while [ $i -lt "$1" ]; do
        cat "$SCRATCH/body.gz"
        i=$((i + 1))
    done
    cat "$SCRATCH/end.gz"
}

row_head "$unpack"
for format in ${BENCH_FORMATS:-ndjson}; do
    for n in ${BENCH_COPIES:-1 10 50}; do
        timed reference "copies $n" $unpack
        for jobs in ${BENCH_JOBS:-1 2}; do
            case $format in xbr) place=- ;; *) place=/dev/null ;; esac
            timed run "copies $n" "$XBRLIZE" -q -j "$jobs" -t "$format" -o $place -
            row "$n x, $format" "$jobs" $((body * n)) run reference
            cut -d ' ' -f 2 "$SCRATCH/run" >>"$SCRATCH/peak-$format-$jobs"
        done
    done
    for jobs in ${BENCH_JOBS:-1 2}; do
        echo "$format, -j$jobs: peak of the largest archive is $(($(tail -n 1 "$SCRATCH/peak-$format-$jobs") -
            $(head -n 1 "$SCRATCH/peak-$format-$jobs"))) KiB more than that of the smallest"
    done
done
