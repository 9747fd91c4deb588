#!/bin/sh
# e2e_explore.sh — complete exploration: as many executions as there are traces, on programs for which that is known, and
# the same results as trying everything, on programs nobody has thought of.
set -u
cd "$(dirname "$0")/optima" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch

# traces NUMBER PROGRAM [FLAGS…]
traces() {
    wanted=$1
    shift
    figures=$("$BUILD/bench/bench_explore" "$@" | tr -d ' ')
    case $figures in
        "$wanted|0|"*) echo "ok $* has $wanted traces, and each is executed once" ;;
        *) echo "not ok $* has $wanted traces, and each is executed once: $figures" ;;
    esac
}

traces 34 racy.c
traces 328 racy.c -DTURNS=3
traces 3334 racy.c -DTURNS=4
traces 34904 racy.c -DTURNS=5
traces 372436 racy.c -DTURNS=6
traces 7134 racy.c -DTHREADS=3
traces 24 writers_readers.c
traces 720 writers_readers.c -DWRITERS=5
traces 32 writers_readers.c -DWRITERS=1 -DREADERS=5
traces 384 writers_readers.c -DREADERS=3
traces 12 last_zero.c
traces 64 last_zero.c -DN=5
traces 704 last_zero.c -DN=8
traces 6 dining.c
traces 14 dining.c -DN=4
traces 30 dining.c -DN=5
traces 6 locked.c
traces 90 locked.c -DTURNS=2
traces 24 locked.c -DTHREADS=4
traces 70 locked.c -DTHREADS=2 -DTURNS=4
FUZZ_PROGRAM=../explore/interpreter.c "$BUILD/tests/tool_fuzz" 500

# with both cores busy
busy=''
for core in 1 2; do
    (while :; do :; done) &
    busy="$busy $!"
done
for program in ../programs/*.c ../bugs/buffer_if.c ../bugs/peterson.c ../bugs/double_free.c; do
    "$BUILD/tests/tool_same" "$program"
done
# shellcheck disable=SC2086
kill $busy
