#!/bin/sh
# check.sh FORMAT REPORT [FILE...]: what every CI template runs. Checks the files (without any: every .hale below the folder),
# writes the report, prints the findings for people, and ends as `hale check` does: 0 fine, 1 findings, 2 usage or I/O.
# HALE names the program, HALE_FLAGS more flags (--deny-warnings).
set -u
format=$1 report=$2
shift 2
hale=${HALE:-hale}
if [ $# -eq 0 ]; then
    # Names with blanks survive; no file at all is fine.
    list=$(mktemp) && trap 'rm -f "$list"' EXIT
    find . -name '*.hale' -not -path './.*' -print | sort >"$list"
    while IFS= read -r file; do set -- "$@" "${file#./}"; done <"$list"
    [ $# -gt 0 ] || { echo "check.sh: no .hale file here"; exit 0; }
fi
# shellcheck disable=SC2086 # a list of flags
"$hale" check ${HALE_FLAGS-} --error-format "$format" "$@" >"$report"
result=$?
# shellcheck disable=SC2086
[ "$result" -eq 0 ] || "$hale" check ${HALE_FLAGS-} "$@" >&2 || true
exit "$result"
