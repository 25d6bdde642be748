#!/bin/sh
# Builds xbrlize and runs its tests.  Results so far stand in build/; a second run builds only what changed.
#
#     sh tests/run.sh [--fast] [--update] [NAME]
#
#   --fast     the plain build only, no sanitizers, no Arelle
#   --update   write the expected files of the golden and command-line cases anew from what is delivered now
#   NAME       only tests whose name contains NAME
#
# The last line is "N passed, N failed, N skipped"; the exit status is 0 when nothing failed.

cd "$(dirname "$0")/.." || exit 1
top=$(pwd)

fast=no update= filter=
for argument in "$@"; do
    case $argument in
    --fast) fast=yes ;;
    --update) update=--update ;;
    -h | --help) sed -n '2,/^$/s/^# \{0,1\}//p' tests/run.sh; exit 0 ;;
    -*) echo "run.sh: unknown option $argument" >&2; exit 2 ;;
    *) filter=$argument ;;
    esac
done

mkdir -p build
tally=build/results.txt
: >"$tally"

# Components print lines "ok NAME", "FAIL NAME" or "skip NAME (why)" among others.
# gather TITLE COMMAND...: runs it, shows a summary and all but the "ok" lines, adds the results to the tally.  A
# command that fails without a FAIL line counts as one failure.
gather() {
    title=$1
    shift
    "$@" >build/output.txt 2>&1 </dev/null
    code=$?
    if [ $code -ne 0 ] && [ $code -ne 77 ] && ! grep -q '^FAIL ' build/output.txt; then
        echo "FAIL $title (exit status $code)" >>build/output.txt
    fi
    grep -E '^(ok|FAIL|skip) ' build/output.txt >>"$tally"
    printf '%-28s %5d passed, %d failed\n' "$title" "$(grep -c '^ok ' build/output.txt)" \
        "$(grep -c '^FAIL ' build/output.txt)"
    grep -v '^ok ' build/output.txt | head -n 400
}

selected() { # NAME: true when the filter lets it through
    case $1 in
    *"$filter"*) return 0 ;;
    esac
    return 1
}

finish() {
    passed=$(grep -c '^ok ' "$tally")
    failed=$(grep -c '^FAIL ' "$tally")
    skipped=$(grep -c '^skip ' "$tally")
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ] || exit 1
    exit 0
}

failure() { # NAME
    echo "FAIL $1" | tee -a "$tally"
}

make_build() { # FOLDER CONFIGURE-OPTIONS...: build/FOLDER with everything the tests need
    folder=build/$1
    shift
    mkdir -p "$folder"
    if [ ! -f "$folder/Makefile" ]; then
        (cd "$folder" && "$top/configure" --quiet "$@") >"$folder/configure.txt" 2>&1 || {
            tail -n 20 "$folder/configure.txt"
            failure "$folder"
            return 1
        }
    fi
    # What can be built is built and tested, whatever else fails.
    make -C "$folder" -k -j"$jobs" check TESTS= >"$folder/make.txt" 2>&1 || {
        grep -E 'error|Error|warning|undefined' "$folder/make.txt" | head -n 40
        failure "$folder"
    }
    [ -x "$folder/xbrlize" ]
}

run_unit() { # BUILD FOLDER
    for program in "$1"/tests/unit/test_*; do
        name=${program##*/}
        case $name in
        *.*) continue ;;
        esac
        [ -f "tests/unit/$name.c" ] && selected "$name" || continue
        (cd "$1" && srcdir=$top CMOCKA_MESSAGE_OUTPUT=TAP $limit "tests/unit/$name") >"$1/$name.txt" 2>&1
        code=$?
        sed -n "s/^[[:space:]]*ok [0-9]* - /ok $name /p; s/^[[:space:]]*not ok [0-9]* - /FAIL $name /p" "$1/$name.txt"
        if grep -q '^[[:space:]]*not ok ' "$1/$name.txt" || [ $code -ne 0 ]; then
            grep -v '^[[:space:]]*ok ' "$1/$name.txt" | head -n 60
            grep -q '^[[:space:]]*not ok ' "$1/$name.txt" || echo "FAIL $name (exit status $code)"
        fi
    done
}

run_script() { # NAME COMMAND...
    name=$1
    shift
    if "$@"; then echo "ok $name"; else echo "FAIL $name"; fi
}

run_build() { # FOLDER [--update]: the tests that need nothing but a build
    gather "unit tests, $1" run_unit "build/$1"
    gather "golden cases, $1" "build/$1/tests/golden_run" $2 "$top/tests/golden" "$filter"
    gather "command line, $1" sh tests/cli_run.sh $2 "$top/build/$1/xbrlize" "$filter"
    if selected alloc_sweep; then
        gather "allocation sweep, $1" "build/$1/tests/alloc_sweep" "$top/tests/files"
    fi
}

# What uses several threads, in a build that watches them.
run_tsan() {
    log=$top/build/tsan/races
    rm -f "$log".*
    TSAN_OPTIONS="log_path=$log exitcode=66"
    export TSAN_OPTIONS
    "$top/build/tsan/tests/golden_run" --jobs "$top/tests/golden" "$filter" | sed 's/ / tsan /'
    for script in $(grep -l -e ' -j[2-9$]' tests/cli/*.sh); do
        name=$(basename "$script" .sh)
        selected "cli/$name" && sh tests/cli_run.sh "$top/build/tsan/xbrlize" "cli/$name" | sed 's/ / tsan /'
    done
    cat "$log".* 2>/dev/null | head -n 100
    set -- "$log".*
    if [ -e "$1" ]; then echo "FAIL tsan races"; else echo "ok tsan races"; fi
}

run_html5lib() { # BUILD: the public tests of HTML tokenizers, where they are at hand
    suite=${XBRLIZE_SHARED:-../shared}/suites/html5lib-tokenizer
    if [ ! -d "$suite" ] || ! command -v python3 >/dev/null 2>&1; then
        echo "skip html5lib (no tests in $suite)"
    else
        run_script html5lib list_html5lib "$1" "$suite" 1000000
        run_script html5lib-bytes list_html5lib "$1" "$suite" 1
    fi
}

# What make bench measures with keeps facts longer than a converter does: it must not outlive what it borrows.
run_bench() { # BUILD
    make -C "$1" -s tests/bench_writers && run_script bench_writers "$1/tests/bench_writers" tests/golden 0
}

list_html5lib() { # BUILD SUITE STEP: every case that does not pass goes to build/html5lib.txt, with its reason
    python3 tests/html5lib.py "$1/tests/tool_html5lib" "$2" --step "$3" >build/html5lib.txt
    code=$?
    sed -n '/^failed: /,/^  got/p; $p' build/html5lib.txt
    return $code
}

sh tests/packages.sh build tests || { failure packages; finish; }
limit=
command -v timeout >/dev/null 2>&1 && limit='timeout 300'
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=1:detect_stack_use_after_return=1}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"

if [ ! -f configure ] || [ ! -f Makefile.in ]; then
    autoreconf -i >build/autoreconf.txt 2>&1 || { tail -n 20 build/autoreconf.txt; failure autoreconf; finish; }
fi

if make_build plain --enable-werror; then
    selected check_layers && gather "order of the stages" run_script check_layers sh tests/check_layers.sh "$top/build/plain"
    selected check_sources && gather "list of sources" run_script check_sources sh tests/check_sources.sh
    run_build plain $update
    selected html5lib && gather "HTML tokenizer suite" run_html5lib build/plain
fi

if [ $fast = no ]; then
    # Allocations can be made to fail, and each piece of an arena has a block of its own to be watched.
    if make_build asan --enable-werror --enable-asan --enable-ubsan --disable-shared CFLAGS='-g -O1' \
        CPPFLAGS='-DXBZ_TEST_ALLOC -DARENA_BLOCK=1'; then
        run_build asan
        if selected mutation_sweep; then
            gather "damaged inputs, asan" build/asan/tests/mutation_sweep tests/golden
        fi
        selected bench_writers && gather "writers by themselves, asan" run_bench build/asan
    fi
    if make_build tsan --enable-werror --enable-tsan --disable-shared CFLAGS='-g -O1'; then
        # Some kernels place memory where older versions of the tool do not expect it.
        if build/tsan/xbrlize --version >/dev/null 2>&1; then
            gather "several jobs, tsan" run_tsan
        else
            gather "several jobs, tsan" echo "skip tsan (its programs do not start here)"
        fi
    fi
    selected examples && gather "examples" sh tests/examples.sh "$top/build/plain"
    selected arelle && gather "Arelle" sh tests/arelle.sh "$top/build/plain/xbrlize"
    selected accuracy && gather "accuracy" sh tests/accuracy.sh "$top/build/plain/xbrlize"
fi
finish
