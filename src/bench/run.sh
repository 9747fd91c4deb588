#!/bin/sh
# run.sh BUILD — every benchmark of the project as one table: what | figure | bar | ok. Ratios and CPU time, in one run.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$(cd "$1" && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C.UTF-8 THREADLAB_LESSONS=$PWD/lessons XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data

row() { printf '%-58s %18s   %-18s %s\n' "$1" "$2" "$3" "$4"; }
at_least() { awk "BEGIN { print ($1 >= $2) ? \"ok\" : \"MISSED\" }"; }

row what figure bar ''
"$build/threadlab" --plain 02/race >/dev/null 2>&1
library=$(ls "$scratch"/cache/threadlab/build/*.so)
"$build/bench/bench_fiber" "$library" 3 >"$scratch/fiber"
figure=$(sed -n 's/^executions .*| \([0-9]*\) .*/\1/p' "$scratch/fiber")
row "racy counter, 2 threads x 2 turns, random schedules" "$figure /s" ">= 1000000 /s" "$(at_least "$figure" 1000000)"

# every trace, with race detection: THREADS x TURNS of `t = share; share = t + 1`
for turns in 4 5 6; do
    "$build/bench/bench_explore" src/tests/optima/racy.c -DTURNS=$turns >"$scratch/explore"
    traces=$(cut -d'|' -f1 "$scratch/explore") figure=$(cut -d'|' -f4 "$scratch/explore" | tr -d ' ')
    row "racy counter, 2 x $turns, every trace ($(echo $traces))" "$figure /s" ">= 500000 /s" "$(at_least "$figure" 500000)"
done

# the others print `what | figure | bar` themselves
{
    for bench in "$build"/bench/bench_*; do
        case $bench in *bench_fiber | *bench_explore) continue ;; esac
        "$bench" "$build" 2>&1
    done
    src/bench/kit.sh "$scratch" 2>&1
    src/bench/web.sh "$scratch" 2>&1
} | while IFS='|' read -r what figure bar; do
    number=$(echo "$figure" | sed 's/[^0-9.]*\([0-9.]*\).*/\1/') limit=$(echo "$bar" | sed 's/[^0-9.]*\([0-9.]*\).*/\1/')
    verdict=''
    [ -n "$limit" ] && [ -n "$number" ] && verdict=$(awk "BEGIN { print ($number <= $limit) ? \"ok\" : \"MISSED\" }")
    row "${what% }" "$(echo $figure)" "$(echo $bar)" "$verdict"
done
