#!/bin/sh
# arrows.sh [ROOT] — checks every #include under src/ against the table in docs/architecture.md; the document is the rule.
# Silent and 0 when all arrows point the right way; names every one that does not and exits with 1.
root=${1-$(dirname "$0")/../..}
cd "$root" || exit 1
rules=$(sed -n 's/^| `\([a-z.]*\)\/\{0,1\}` *|.*| *\([a-z` .]*\) *|$/\1:\2/p' docs/architecture.md | tr -d '`')
[ -n "$rules" ] || { echo "docs/architecture.md has no table of floors"; exit 1; }
grep -rnE '^ *# *include *["<]' src --include='*.c' --include='*.h' --include='*.S' | awk -v rules="$rules" '
BEGIN { n = split(rules, line, "\n"); for (i = 1; i <= n; i++) { split(line[i], part, ":"); may[part[1]] = " " part[2] " " } }
{
    split($0, at, ":"); file = at[1]; path = file; sub(/^src\//, "", path)
    from = path; sub(/\/.*/, "", from)
    if (from == "tests" || from == "tools" || from == "bench") next
    text = $0; sub(/^[^:]*:[^:]*:/, "", text)
    target = text; sub(/^[^"<]*["<]/, "", target); sub(/[">].*/, "", target)
    if (text ~ /<(n?cursesw?|panel|menu|form|term)(\/[a-z]+)?\.h>/ && path != "view/terminal.c") {
        print file ":" at[2] ": " target ": only view/terminal.c sees curses"; bad = 1; next }
    if (text !~ /"/) next
    to = target; if (to !~ /\//) next
    sub(/\/.*/, "", to)
    if (to == from) next
    if (!(from in may)) { print file ": no floor called " from " in docs/architecture.md"; bad = 1; next }
    if (index(may[from], " " to " ") == 0) { print file ":" at[2] ": " from " may not include " target; bad = 1 }
}
END { exit bad }'
