#!/bin/sh
# run.sh BUILD [PATTERN] — runs every test of the project, or those whose name holds PATTERN; ends with "N passed, N failed".
# Unit tests are programs of cmocka's; the others are scripts that print "ok NAME", "not ok NAME" or "skip NAME: why".
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$(cd "$1" && pwd) || exit 1
pattern=${2-}
export BUILD="$build" LC_ALL=C.UTF-8
passed=0 failed=0 skipped=0
log=$build/tests/log
mkdir -p "$log"

for test in "$build"/tests/test_* src/tests/e2e_*.sh src/tests/arrows.sh src/tests/house_*.sh; do
    [ -x "$test" ] || continue
    name=$(basename "$test")
    case $name in *"$pattern"*) ;; *) continue ;; esac
    out=$log/$name.log
    timeout "${TEST_SECONDS:-450}" "$test" >"$out" 2>&1 </dev/null
    status=$?
    good=$(grep -cE '^(ok |\[       OK \])' "$out")
    bad=$(grep -cE '^(not ok |\[  FAILED  \] [a-z0-9_]+$)' "$out")
    skip=$(grep -cE '^(skip |\[  SKIPPED \] [a-z0-9_]+$)' "$out")
    if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
    if [ "$status" = 0 ] && [ $((good + bad + skip)) = 0 ]; then
        case $name in arrows.sh|house_*) good=1 ;; *) bad=1; echo "$name ran no test" >>"$out" ;; esac
    fi
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + skip))
    printf '%-40s %4d passed %3d failed\n' "$name" "$good" "$bad"
    [ "$bad" = 0 ] || { echo "--- $out"; tail -40 "$out"; echo "---"; }
    grep '^skip ' "$out"
done
if [ $((passed + failed)) = 0 ]; then echo "no test matches '$pattern'"; failed=1; fi
[ "$skipped" = 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
