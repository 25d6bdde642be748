#!/bin/sh
# Sees to it that what the given jobs need is installed: silently when it is, by apt-get when it is not and we may.
#
#     sh tests/packages.sh build|tests|arelle|bench|clang ...
#
# Exit status 1, with the list of what is missing, when something is missing and cannot be installed.

missing_packages() { # JOB...: prints the Debian names of what is not there
    for job in "$@"; do
        case $job in
        build)
            command -v "${CC:-gcc}" >/dev/null 2>&1 || echo gcc libc6-dev
            for tool in make autoconf automake pkg-config; do
                command -v $tool >/dev/null 2>&1 || echo $tool
            done
            command -v libtoolize >/dev/null 2>&1 || echo libtool
            pkg-config --exists expat 2>/dev/null || echo libexpat1-dev
            pkg-config --exists zlib 2>/dev/null || echo zlib1g-dev
            pkg-config --exists libarchive 2>/dev/null || echo libarchive-dev
            ;;
        tests)
            pkg-config --exists cmocka 2>/dev/null || echo libcmocka-dev
            command -v objdump >/dev/null 2>&1 || echo binutils
            command -v xz >/dev/null 2>&1 || echo xz-utils
            command -v unzip >/dev/null 2>&1 || echo unzip
            command -v sqlite3 >/dev/null 2>&1 || echo sqlite3
            ;;
        arelle)
            command -v python3 >/dev/null 2>&1 || echo python3
            python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
            ;;
        bench)
            command -v bsdtar >/dev/null 2>&1 || echo libarchive-tools
            pkg-config --exists libxml-2.0 2>/dev/null || echo libxml2-dev
            ;;
        clang)
            command -v clang >/dev/null 2>&1 || echo clang
            command -v clang-format >/dev/null 2>&1 || echo clang-format
            ;;
        esac
    done
}

missing=$(missing_packages "$@" | tr '\n' ' ')
[ -n "$missing" ] || exit 0

if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then
        root=
    elif sudo -n true 2>/dev/null; then
        root='sudo -n'
    else
        root=no
    fi
    if [ "$root" != no ]; then
        log=$(mktemp "${TMPDIR:-/tmp}/packages.XXXXXX") || exit 1
        # A stale package list is the usual cause of a failure, so it is fetched anew.
        if { $root apt-get -qq update &&
            $root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing; } \
            >"$log" 2>&1 </dev/null; then
            rm -f "$log"
            missing=$(missing_packages "$@" | tr '\n' ' ')
            [ -n "$missing" ] || exit 0
        else
            tail -n 20 "$log" >&2
            rm -f "$log"
        fi
    fi
fi
echo "not installed and needed (Debian names): $missing" >&2
exit 1
