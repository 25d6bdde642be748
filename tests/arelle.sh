#!/bin/sh
# Converts the inputs of the golden cases, the example, and filings of the shared corpora where they are at hand, into
# every format that is a report; lets Arelle load and validate them and compares the facts it reads with our own list of
# them (arelle_check.py).
#
#     sh tests/arelle.sh PROGRAM
#
# Of the corpora ten filings each are taken, or every one with ARELLE_ALL=1 (that takes an hour).  Arelle comes from PyPI,
# at the version below, into build/venv.  Where that cannot be had the check is skipped, except in continuous
# integration (CI=true), where it fails.

version=2.47.3
cd "$(dirname "$0")/.." || exit 1
program=$1
shared=${XBRLIZE_SHARED:-../shared}
scratch=build/arelle

give_up() {
    if [ "${CI:-}" = true ]; then
        echo "FAIL arelle: $1"
        exit 1
    fi
    echo "skip arelle ($1)"
    exit 0
}

python=build/venv/bin/python
if ! $python -c "import arelle.Version, sys; sys.exit(arelle.Version.__version__ != '$version')" 2>/dev/null; then
    sh tests/venv.sh "arelle-release==$version" || give_up "arelle-release $version cannot be installed, see build/venv.txt"
fi

# All that write a report; json.gz and xbrl.gz are compared with what they compress.
formats=$("$program" --list-formats | awk '/^written/ { on = 1; next } on { print $1 }' | grep -vxE 'ndjson|tsv|table')

convert() { # NAME INPUT ARGUMENTS...: into a folder of its own, unless nothing is converted
    folder=$scratch/$1
    input=$2
    shift 2
    mkdir -p "$folder"
    for format in $formats ndjson; do
        # What this says is for the golden cases to judge.
        "$program" --quiet "$@" --to "$format" --output "$folder/" "$input" 2>>$scratch/messages.txt
    done
    ls "$folder"/*.ndjson >/dev/null 2>&1 || rm -rf "$folder"
}

chosen() { # of the lines of standard input ten evenly spread, or all
    if [ "${ARELLE_ALL:-}" = 1 ]; then cat; else awk '{ line[NR] = $0 } END { for (i = 0; i < 10 && i < NR; i++) print line[int(i * NR / 10) + 1] }'; fi
}

rm -rf $scratch
mkdir -p $scratch
for input in tests/golden/*/*.in examples/*.txt examples/*.htm; do
    [ -f "$input" ] || continue
    base=${input%.in}
    arguments=
    [ "$base" = "$input" ] || [ ! -f "$base.args" ] || arguments=$(cat "$base.args")
    convert "$(printf '%s' "${base#tests/golden/}" | tr '/' '-')" "$input" $arguments
done
for archive in "$shared"/corpus/modern/inline.tar.gz "$shared"/corpus/old/filings.tar.gz; do
    [ -f "$archive" ] || { echo "skip arelle ${archive##*/corpus/} (not there)"; continue; }
    corpus=$(basename "$(dirname "$archive")")
    mkdir -p "build/arelle-in/$corpus"
    tar -xzf "$archive" -C "build/arelle-in/$corpus"
    # Those that hold statements, by the program's own word.
    "$program" --quiet --to ndjson --output /dev/null --status $scratch/status.txt "build/arelle-in/$corpus"
    sed -n 's/.*"path": "\([^"]*\)".*"result": "converted".*/\1/p' $scratch/status.txt | LC_ALL=C sort | chosen >$scratch/chosen.txt
    while read -r input; do
        convert "$corpus-$(basename "$input")" "$input"
    done <$scratch/chosen.txt
done
rm -rf build/arelle-in

# Many reports in one package; reports that refer to the taxonomy package; facts with provenance.
many='examples/flamel-6k.txt tests/golden/text/unmapped.in tests/golden/text/balance-sheet.in'
mkdir -p $scratch/many $scratch/small
for format in xbr json csv; do
    "$program" --quiet --to $format --output "$scratch/many/all-$format.zip" $many
    "$program" --quiet --to $format --provenance --no-embed-taxonomy --output $scratch/small/ examples/flamel-6k.txt
done
"$program" --quiet --to ndjson --output $scratch/many/all.ndjson $many
"$program" --quiet --to ndjson --output $scratch/small/ examples/flamel-6k.txt
"$program" --taxonomy-package $scratch/gaap-lite-2026.zip

status=0
export HOME="$PWD/$scratch"
folders=$(find $scratch -mindepth 1 -maxdepth 1 -type d ! -name small ! -name '.*' | LC_ALL=C sort)
$python tests/arelle_check.py $folders || status=1
$python tests/arelle_check.py --packages $scratch/gaap-lite-2026.zip $scratch/small || status=1
$python tests/arelle_check.py --schemas taxonomy/*.xsd || status=1
exit $status
