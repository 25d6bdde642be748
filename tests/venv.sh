#!/bin/sh
# Installs packages of PyPI into build/venv, which is made when it is not there.
#
#     sh tests/venv.sh PACKAGE==VERSION...
#
# What goes wrong stands in build/venv.txt; exit status 1 then.

cd "$(dirname "$0")/.." || exit 1
sh tests/packages.sh arelle >build/venv.txt 2>&1 || exit 1
[ -x build/venv/bin/python ] || python3 -m venv build/venv >>build/venv.txt 2>&1 || exit 1
build/venv/bin/python -m pip install --quiet --disable-pip-version-check "$@" >>build/venv.txt 2>&1
