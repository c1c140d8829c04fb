#!/bin/sh
# regen.sh [--check]: the C++ of grammar/generated from the two .g4 files; --check only compares (exit 1 when stale,
# 77 when the tool is not installed). Needs Debian's package antlr4 (4.7.2).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dst=$here/generated
command -v antlr4 > /dev/null || { echo "regen.sh: antlr4 is not installed"; exit 77; }
if [ "${1:-}" = --check ]; then
    dst=$(mktemp -d)
    trap 'rm -rf "$dst"' EXIT
fi
cd "$here"    # relative names keep the line "Generated from" the same everywhere
for g in HaleLexer HaleParser; do
    antlr4 -Werror -Dlanguage=Cpp -no-visitor -no-listener -package hale::grammar -Xexact-output-dir -encoding UTF-8 \
        -lib "$dst" -o "$dst" $g.g4
done
rm -f "$dst"/*.interp "$dst"/HaleParser.tokens
# What the 4.7.2 templates write that C++20 does not take.
sed -i -E 's/u8("|'"'"')/\1/g; s/finally\(\[=\]/finally([=, this]/' "$dst"/*.cpp
[ "$dst" = "$here/generated" ] || diff -ru "$here/generated" "$dst"
