#!/bin/sh
# Runs the command-line cases.
#
#     sh tests/cli_run.sh [--update] PROGRAM [NAME]
#
# A case is tests/cli/NAME.sh.  It is run by sh in an empty folder of its own, with $XBRLIZE (the program), $FILES
# (tests/files) and $CLI (tests/cli) set, and passes when its exit status is that in NAME.exit (0 without one) and it
# prints NAME.stdout and NAME.stderr (either may be missing: then it is not compared).  Exit status 77: skipped.
# Prints "ok", "FAIL" or "skip" and the name.

here=$(cd "$(dirname "$0")" && pwd) || exit 1
update=no
if [ "$1" = --update ]; then
    update=yes
    shift
fi
XBRLIZE=${1:-$(pwd)/xbrlize}
filter=${2:-}
FILES=$here/files
CLI=$here/cli
export XBRLIZE FILES CLI
# No message may depend on the language of whoever runs the tests.
LC_ALL=C
export LC_ALL

scratch=$(mktemp -d "${TMPDIR:-/tmp}/cli.XXXXXX") || exit 1
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

check() { # NAME SUFFIX: compares what was printed with what is expected; adds to $faults
    [ -f "$CLI/$1.$2" ] || return
    cmp -s "$CLI/$1.$2" "$scratch/$2" && return
    if [ $update = yes ]; then
        cp "$scratch/$2" "$CLI/$1.$2"
        return
    fi
    faults="$faults $2"
    diff -u "$CLI/$1.$2" "$scratch/$2" | tail -n +3 | head -n 30
}

for script in "$CLI"/*.sh; do
    name=${script##*/}
    name=${name%.sh}
    case cli/$name in
    *"$filter"*) ;;
    *) continue ;;
    esac
    rm -rf "$scratch/work"
    mkdir "$scratch/work"
    (cd "$scratch/work" && sh "$script") >"$scratch/stdout" 2>"$scratch/stderr" </dev/null
    echo $? >"$scratch/exit"
    if [ "$(cat "$scratch/exit")" = 77 ]; then
        echo "skip cli/$name ($(head -n 1 "$scratch/stdout"))"
        continue
    fi
    faults=
    if [ ! -f "$CLI/$name.exit" ] && [ "$(cat "$scratch/exit")" != 0 ]; then
        if [ $update = yes ]; then
            cp "$scratch/exit" "$CLI/$name.exit"
        else
            faults=' exit'
            echo "exit status $(cat "$scratch/exit")"
        fi
    fi
    for suffix in exit stdout stderr; do
        check "$name" $suffix
    done
    if [ -z "$faults" ]; then
        echo "ok cli/$name"
    else
        echo "FAIL cli/$name:$faults"
        [ -f "$CLI/$name.stderr" ] || head -n 20 "$scratch/stderr"
        failed=1
    fi
done
exit $failed
