#!/bin/sh
# Measures conversions against what real filings say, and fails when a figure falls below its mark.
#
#     sh tests/accuracy.sh [--raise] PROGRAM
#
# The filings and the scoring tool are not part of this repository: they are looked for in $XBRLIZE_SHARED, else in
# ../shared, and without them this is skipped.  tests/accuracy.tsv holds the marks: set, figure of score.py, and the
# least it may be, or for sign.errors and scale.errors (tests/accuracy/misread.py, of 1,000 judged facts) the most;
# --raise lifts the former where they are exceeded, nothing lowers them.  Prints the table of all figures, then "ok" or
# "FAIL" for each mark.

cd "$(dirname "$0")/.." || exit 1
raise=no
if [ "$1" = --raise ]; then
    raise=yes
    shift
fi
program=$1
shared=${XBRLIZE_SHARED:-../shared}
marks=tests/accuracy.tsv
work=build/accuracy

if [ ! -f "$shared/tools/score.py" ] || ! command -v python3 >/dev/null 2>&1; then
    echo "skip accuracy (no filings in $shared)"
    exit 0
fi

# score SET TRUTH OUTPUT: the figures of score.py, and how many figures have the wrong sign or scale.
score() {
    python3 "$shared/tools/score.py" "$2" "$3" >"$work/$1.txt" 2>"$work/$1.score" || cat "$work/$1.score"
    [ -s "$work/$1.txt" ] || { echo "FAIL accuracy $1 (nothing was scored)"; return; }
    python3 tests/accuracy/misread.py "$shared/tools/score.py" "$2" "$3" >>"$work/$1.txt" ||
        echo "FAIL accuracy $1 (signs and scales)"
}

# measure SET FOLDER TRUTH PATTERN: converts the files of FOLDER that match PATTERN, one instance for each, and scores
# those that TRUTH knows.
measure() {
    set_name=$1 inputs=$2 truth=$3 pattern=$4
    rm -rf "$work/$set_name"
    mkdir -p "$work/$set_name/out" "$work/$set_name/truth"
    for input in "$inputs"/$pattern; do
        name=${input##*/}
        name=${name%.*}
        for known in "$truth/$name".*; do
            [ -f "$known" ] && cp "$known" "$work/$set_name/truth/"
        done
        "$program" --to xbrl --output "$work/$set_name/out/$name.xbrl" "$input" 2>>"$work/$set_name/messages.txt"
    done
    score "$set_name" "$work/$set_name/truth" "$work/$set_name/out"
}

# measure_archive SET ARCHIVE TRUTH: the same for an archive as it is.
measure_archive() {
    rm -rf "$work/$1"
    mkdir -p "$work/$1/out"
    [ -f "$2" ] || return 0
    "$program" --to xbrl --output "$work/$1/out/" "$2" 2>"$work/$1/messages.txt"
    score "$1" "$3" "$work/$1/out"
}

unpacked() { # NAME: unpacks a corpus once, prints its folder
    folder=build/corpus/$1
    if [ ! -d "$folder" ]; then
        mkdir -p "$folder.new"
        tar -xzf "$shared/corpus/$1/filings.tar.gz" -C "$folder.new" && mv "$folder.new" "$folder"
    fi
    # The files may stand in a folder of their own.
    dirname "$(find "$folder" -type f | head -n 1)"
}

# measure_held_out SET: filings of the modern and gold corpora, each converted with weights that were trained without its
# company and without the companies of its fold (tests/accuracy/folds.tsv).
measure_held_out() {
    trainer=$(dirname "$program")/src/train/train_model
    [ -x "$trainer" ] || make -s -C "$(dirname "$program")" src/train/train_model >"$work/trainer.log" 2>&1 ||
        { echo "FAIL accuracy $1 (no trainer)"; return; }
    rm -rf "$work/$1"
    mkdir -p "$work/$1/plain" "$work/$1/gold" "$work/$1/out"
    for fold in 0 1 2 3 4; do
        mkdir -p "$work/$1/taxonomy$fold"
        cp taxonomy/*.x* taxonomy/*.txt "$work/$1/taxonomy$fold"
        printf '%s\n' "$fold"
    done | xargs -P "$(getconf _NPROCESSORS_ONLN)" -I '{}' "$trainer" --hold-out '{}' taxonomy taxonomy/evidence.tsv.gz \
        "$work/$1/taxonomy{}/model.bin" >"$work/$1/trainer.txt" 2>&1
    for fold in 0 1 2 3 4; do
        "$program" --quiet --taxonomy "$work/$1/taxonomy$fold" --to xbrl --output "$work/$1/out/" \
            "$shared/corpus/modern/plain.tar.gz" "$(unpacked gold)" 2>"$work/$1/messages.txt"
        awk -F '\t' -v fold="$fold" '$2 == fold { print $1 }' tests/accuracy/folds.tsv | while read -r name; do
            kind=plain
            [ ! -f "$shared/corpus/gold/truth/$name.facts.tsv" ] || kind=gold
            mv "$work/$1/out/$name.xbrl" "$work/$1/$kind/" 2>/dev/null
        done
        rm -rf "$work/$1/out" "$work/$1/taxonomy$fold"
        mkdir -p "$work/$1/out"
    done
    score "$1-plain" "$shared/corpus/modern/truth" "$work/$1/plain"
    score "$1-gold" "$shared/corpus/gold/truth" "$work/$1/gold"
    rm -f "$work/$1.txt"
}

mkdir -p "$work"
[ ! -f "$shared/seed/flamel-6k.txt" ] || measure seed "$shared/seed" tests/accuracy '*.txt'
for corpus in gold ex27; do
    [ -f "$shared/corpus/$corpus/filings.tar.gz" ] || continue
    measure "$corpus" "$(unpacked $corpus)" "$shared/corpus/$corpus/truth" '*.*'
done
for corpus in plain inline; do
    measure_archive "$corpus" "$shared/corpus/modern/$corpus.tar.gz" "$shared/corpus/modern/truth"
done

# Every fact the filers tagged must come out as it is.
if [ -d "$work/inline/out" ]; then
    python3 tests/tagged_truth.py "$shared/corpus/modern/truth" "$work/inline/out" --list 20
    case $? in
    0) echo "ok accuracy inline tagged facts" ;;
    77) ;;
    *) echo "FAIL accuracy inline tagged facts" ;;
    esac
fi

measure_held_out heldout

# The table: a row for each figure, a column for each set.
awk 'FNR == 1 { n++; name = FILENAME; sub(/.*\//, "", name); sub(/\.txt$/, "", name); head[n] = name }
     { if (!($1 in seen)) { seen[$1] = 1; order[++rows] = $1 }; value[$1, n] = $2 }
     END {
         printf "%-26s", ""
         for (i = 1; i <= n; i++) printf "%15s", head[i]
         print ""
         for (r = 1; r <= rows; r++) {
             printf "%-26s", order[r]
             for (i = 1; i <= n; i++) printf "%15s", value[order[r], i]
             print ""
         }
     }' "$work"/*.txt

while IFS='	' read -r set_name figure least; do
    case $set_name in
    '#'* | '') printf '%s%s\n' "$set_name" "${figure:+	$figure	$least}" >>"$work/marks.new"; continue ;;
    esac
    value=$(awk -v figure="$figure" '$1 == figure { print $2 }' "$work/$set_name.txt" 2>/dev/null)
    case $figure in
    *.errors)
        if awk -v value="${value:-9999}" -v most="$least" 'BEGIN { exit value + 0 > most + 0 }'; then
            echo "ok accuracy $set_name $figure"
        else
            echo "FAIL accuracy $set_name $figure: $value, at most $least"
        fi
        printf '%s\t%s\t%s\n' "$set_name" "$figure" "$least" >>"$work/marks.new"
        continue
        ;;
    esac
    case $(awk -v value="${value:--1}" -v least="$least" \
        'BEGIN { print (value + 0 > least + 0) ? "above" : (value + 0 == least + 0) ? "equal" : "below" }') in
    below) echo "FAIL accuracy $set_name $figure: $value, at least $least" ;;
    above) [ $raise = no ] || least=$value; echo "ok accuracy $set_name $figure" ;;
    equal) echo "ok accuracy $set_name $figure" ;;
    esac
    printf '%s\t%s\t%s\n' "$set_name" "$figure" "$least" >>"$work/marks.new"
done <"$marks"
[ $raise = no ] || cp "$work/marks.new" "$marks"
rm -f "$work/marks.new"
