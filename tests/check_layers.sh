#!/bin/sh
# Checks the order of the stages and what the library must not do (README.md, Design).
#
#     sh tests/check_layers.sh [BUILD_FOLDER]
#
# Includes may only point this way:
#     src/base <- src/{input,read,table,statement,mapping,output} <- files directly in src/ <- src/cli
#     src/base <- src/mapping <- src/{train,compile}
# Stages meet only through include/xbrlize, the program uses nothing but include/xbrlize and its own files.
# In the library: memory is taken only in src/base; no writing to the terminal, no ending of the process, no
# variable that outlives a call; nowhere a binary fraction but in the trainer of the model, which no amount passes.  With a build folder its object files are looked
# at as well: they must hold no writable data.  Prints each violation; exit status 1 when there is one.

cd "${srcdir:-$(dirname "$0")/..}" || exit 1
build=${1:-${builddir_abs:-}}

# Exceptions, one per line: FILE RULE.  RULE is one of include:NAME, memory, terminal, process, variable.
exceptions='
src/base/arena.c variable
src/table/from_html.c include:read/html_names.h
'

# Source without comments, string and character constants; #include lines are kept whole.  Lines stay lines.
strip() {
    awk '
    {
        line = $0; out = ""
        if (!comment && line ~ /^[ \t]*#[ \t]*include/) { print line; next }
        n = length(line); i = 1
        while (i <= n) {
            c = substr(line, i, 1); two = substr(line, i, 2)
            if (comment) { if (two == "*/") { comment = 0; i += 2 } else i++; continue }
            if (quote != "") { if (c == "\\") i += 2; else { if (c == quote) { quote = ""; out = out c } i++ } continue }
            if (two == "/*") { comment = 1; i += 2; continue }
            if (two == "//") break
            if (c == "\"" || c == "\047") quote = c
            out = out c; i++
        }
        quote = ""
        print out
    }' "$1"
}

excepted() { # FILE RULE
    printf '%s\n' "$exceptions" | grep -qxF "$1 $2"
}

report() { # FILE RULE TEXT, reads "LINE:SOURCE" lines
    excepted "$1" "$2" && return
    while IFS= read -r hit; do
        printf '%s:%s: %s: %s\n' "$1" "${hit%%:*}" "$3" "${hit#*:}"
    done
}

stage_of() {
    case $1 in
    src/*/*) s=${1#src/}; printf '%s' "${s%%/*}" ;;
    src/*) printf 'top' ;;
    include/*) printf 'public' ;;
    esac
}

check_includes() { # FILE, stripped source on stdin
    stage=$(stage_of "$1")
    grep -n '^[ 	]*#[ 	]*include[ 	]*"' | sed 's/^\([0-9]*\):[^"]*"\([^"]*\)".*/\1 \2/' |
        while read -r number name; do
            case $name in
            xbrlize/*) continue ;;
            base/*) target=base ;;
            */*) target=${name%%/*} ;;
            *) target=top ;;
            esac
            ok=no
            case $stage in
            public) ;;
            base) [ "$target" = base ] && ok=yes ;;
            top) [ "$target" != cli ] && ok=yes ;;
            train | compile) case $target in base | mapping | "$stage") ok=yes ;; esac ;;
            cli) { [ "$target" = cli ] || [ -f "src/cli/$name" ]; } && ok=yes ;;
            *) { [ "$target" = base ] || [ "$target" = "$stage" ]; } && ok=yes ;;
            esac
            [ $ok = yes ] || excepted "$1" "include:$name" ||
                printf '%s:%s: %s may not include "%s"\n' "$1" "$number" "$1" "$name"
        done
}

check_file() {
    strip "$1" >"$scratch/source"
    check_includes "$1" <"$scratch/source"
    call='(^|[^A-Za-z0-9_.>])'
    case $1 in
    src/train/*) ;;
    *) grep -nwE 'double|float' "$scratch/source" | report "$1" fraction 'binary fraction' ;;
    esac
    case $1 in
    src/base/*) ;;
    *)
        grep -nE "$call(malloc|calloc|realloc|free|strdup|strndup|getline|getdelim|aligned_alloc|posix_memalign) *\(" \
            "$scratch/source" | report "$1" memory 'memory taken outside src/base'
        ;;
    esac
    case $1 in
    src/cli/* | src/train/* | src/compile/*) return ;;
    esac
    grep -nE "$call(printf|vprintf|puts|putchar|perror) *\(|(^|[^A-Za-z0-9_])(stdout|stderr)([^A-Za-z0-9_]|\$)" \
        "$scratch/source" | report "$1" terminal 'the library writes to the terminal'
    grep -nE "$call(exit|_exit|_Exit|quick_exit|abort|assert|raise|signal|sigaction|longjmp|setjmp|system) *\(" \
        "$scratch/source" | report "$1" process 'the library acts on the process'
    grep -nE '^[ 	]*static [^()]*(=|;)' "$scratch/source" | grep -vE ':[ 	]*static (const |[^=;]*\* *const |.*\) *const |inline )' |
        report "$1" variable 'a variable that outlives the call'
}

# Data that is written at run time, by the sections of the library's object files.
check_objects() { # BUILD_FOLDER
    command -v objdump >/dev/null 2>&1 || return 0
    find "$1/src" -name '*.o' ! -path '*/cli/*' ! -path '*/train/*' ! -path '*/compile/*' ! -path '*/.libs/*' 2>/dev/null | sort |
        while IFS= read -r object; do
            source=$(printf '%s' "${object#"$1"/}" | sed 's/\.o$/.c/; s/libxbz_la-//')
            objdump -t "$object" 2>/dev/null |
                awk '$0 ~ / O / && $0 ~ /[ \t](\.data|\.bss|\.data\.rel|\.data\.rel\.local|\.tbss|\.tdata|\*COM\*)[ \t]/ \
                     { print $NF }' |
                grep -vE '^(__|\.L|\.?lcov|_?asan)' |
                while IFS= read -r symbol; do
                    excepted "$source" variable || printf '%s: writable variable in the library: %s\n' "$source" "$symbol"
                done
        done
}

scratch=$(mktemp -d "${TMPDIR:-/tmp}/layers.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
{
    find include src \( -name '*.c' -o -name '*.h' \) ! -name embedded_taxonomy.c ! -name compiled_taxonomy.c | sort |
        while IFS= read -r file; do
            check_file "$file"
        done
    [ -z "$build" ] || check_objects "$build"
} >"$scratch/violations"
cat "$scratch/violations"
[ ! -s "$scratch/violations" ]
