#!/bin/sh
# Memory and speed on archives of 1, 10 and 50 times the filings there are.
#
#     sh tests/bench.sh XBRLIZE MEASURE [FOLDER]
#
# XBRLIZE and MEASURE are the programs as built; FOLDER holds corpus/*/*.tar.gz [$XBRLIZE_SHARED or ../shared].  Each
# archive goes through a pipe.  Beside each run stands the time of bsdtar (or tar) that unpacks the same archive to
# nowhere.  Columns: copies, jobs, MB unpacked, peak memory in KiB, seconds, MB/s, times the time of bsdtar.
# BENCH_COPIES (1 10 50) and BENCH_JOBS (1 2) may be set to others; BENCH_GIANT=2048 adds a single member of so many MiB.

xbrlize=$1 measure=$2
shared=${3:-${XBRLIZE_SHARED:-../shared}}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

mkdir "$scratch/c"
for archive in "$shared"/corpus/*/*.tar.gz; do
    [ -f "$archive" ] || { echo "bench.sh: no archives in $shared/corpus" >&2; exit 77; }
    name=$(basename "$(dirname "$archive")")-$(basename "$archive" .tar.gz)
    mkdir "$scratch/c/$name" && tar -xzf "$archive" -C "$scratch/c/$name"
done
if command -v bsdtar >/dev/null 2>&1; then unpack='bsdtar -xOf -'; else unpack='tar -xzOf -'; fi

# gzip members one after the other are one gzip file: N copies of a tar without its end, then the end.
tar -C "$scratch/c" -cf "$scratch/plain.tar" . || exit 1
bytes=$(wc -c <"$scratch/plain.tar")
padded=$(tail -c 20480 "$scratch/plain.tar" | od -An -v -tx1 | tr -d ' \n' | sed 's/.*[1-9a-f]//' | wc -c)
body=$((bytes - padded / 2 / 512 * 512))
head -c "$body" "$scratch/plain.tar" | gzip -6 >"$scratch/body.gz"
head -c 1024 /dev/zero | gzip >"$scratch/end.gz"
rm -rf "$scratch/c" "$scratch/plain.tar"

copies() { # N
    i=0
    while [ $i -lt "$1" ]; do
        cat "$scratch/body.gz"
        i=$((i + 1))
    done
    cat "$scratch/end.gz"
}

row() { # COPIES JOBS MB, figures in $scratch/m and $scratch/u
    read -r ms kib <"$scratch/m"
    read -r reference _ <"$scratch/u"
    awk -v c="$1" -v j="$2" -v mb="$3" -v ms="$ms" -v kib="$kib" -v ref="$reference" \
        'BEGIN { printf "%8s %5d %9d %9d %8.1f %8.1f %8.2f\n", c, j, mb, kib, ms / 1000, mb * 1000 / (ms + 1), ms / (ref + 1) }'
}

printf '%8s %5s %9s %9s %8s %8s %8s\n' copies jobs MB KiB seconds MB/s 'x unpack'
for n in ${BENCH_COPIES:-1 10 50}; do
    copies "$n" | MEASURE=$scratch/u "$measure" $unpack >/dev/null
    for jobs in ${BENCH_JOBS:-1 2}; do
        copies "$n" | MEASURE=$scratch/m "$measure" "$xbrlize" -q -j "$jobs" -t ndjson -o /dev/null - 2>"$scratch/err"
        status=$?
        [ $status -eq 0 ] || { echo "bench.sh: exit status $status"; head -n 5 "$scratch/err"; } >&2
        row "$n" "$jobs" $((body * n / 1000000))
    done
done

giant() { # MIB: one text filing, a statement again and again
    awk -v mib="$1" 'BEGIN {
        for (bytes = 0; bytes < mib * 1048576;) {
            page = "CONSOLIDATED STATEMENTS OF INCOME\n(In thousands)\n\n                          1998       1997\nRevenues             1,234,567  1,111,222\nCost of sales          500,000    400,000\nNet income             734,567    711,222\n\n"
            for (i = 0; i < 40; i++) page = page "The company sells goods to many customers in several countries and regions.\n"
            printf "%s\f\n", page
            bytes += length(page) + 2
        }
    }'
}
if [ "${BENCH_GIANT:-0}" -gt 0 ]; then
    giant "$BENCH_GIANT" | MEASURE=$scratch/u "$measure" cat >/dev/null
    for jobs in ${BENCH_JOBS:-1 2}; do
        giant "$BENCH_GIANT" | MEASURE=$scratch/m "$measure" "$xbrlize" -q -j "$jobs" -t ndjson -o /dev/null - 2>"$scratch/err"
        row giant "$jobs" $((BENCH_GIANT * 1048576 / 1000000))
    done
fi
