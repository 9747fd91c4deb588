#!/bin/sh
# check_long.sh BUILD — campaigns that take too long for `make test`: the suite as it is, under the address and
# undefined-behaviour sanitizers, and with clang; the kit's tests under the thread sanitizer; FUZZ_PROGRAMS (10000) random
# programs explored and tried out, FUZZ_REQUESTS (3000000) random requests read, the kit's pool completely, every fault
# FAULT_ROUNDS times (100), demos killed at KILLS (500) random moments, and the unit tests under valgrind. Where one builds
# otherwise, it has a folder of its own below BUILD; the log of each stays in BUILD.
set -u
cd "$(dirname "$0")/../.." || exit 1
mkdir -p "$1"
build=$(cd "$1" && pwd) || exit 1
rounds=${FAULT_ROUNDS:-100}
status=0

# campaign NAME COMMAND…
campaign() {
    name=$1
    shift
    echo "== $name"
    if "$@" >"$build/long-$name.log" 2>&1; then
        echo "ok $name: $(tail -n 1 "$build/long-$name.log")"
    else
        status=1
        echo "not ok $name: $build/long-$name.log ends with"
        tail -n 20 "$build/long-$name.log"
    fi
}

units() {           # every unit test under valgrind; those that start compilers or hosts run natively in the other campaigns
    for test in "$build"/tests/test_*; do
        case $test in *_build|*_session|*_trials|*_measure|*_symbols|*_room|*_timing) continue ;; esac
        [ -x "$test" ] || continue
        echo "-- $test"
        valgrind -q --suppressions=src/tests/valgrind.supp --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite "$test" || return 1
    done
    echo "no error"
}

# The kit alone: the lab has no threads, and what the thread sanitizer calls in a host, the host has itself.
kit_under_tsan() {
    for test in src/tests/test_kit_*.c; do
        echo "-- $test"
        ${CC:-cc} -std=gnu11 -D_GNU_SOURCE -g -O1 -fsanitize=thread -pthread -Isrc "$test" src/base/*.c -o "$build/tsan" \
            -lcmocka -lrt -lm || return 1
        TSAN_OPTIONS='exitcode=66 halt_on_error=1' "$build/tsan" || return 1
    done
    echo "no data race"
}

suite="make --no-print-directory test"
campaign suite $suite B="$build"
# A host lets a demo run into its guard pages and carries its threads on stacks of its own: no leak checker can follow that.
campaign sanitizers env ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0 $suite B="$build/asan" OPT='-O1 -g' \
    CFLAGS='-fsanitize=address,undefined -fno-sanitize-recover=undefined' LDFLAGS=-fsanitize=address,undefined
campaign threads kit_under_tsan
if command -v clang >/dev/null; then
    campaign clang $suite CC=clang B="$build/clang"
else
    echo "skip clang: it is not installed"
fi
campaign fuzz env FUZZ_PROGRAM=src/tests/explore/interpreter.c "$build/tests/tool_fuzz" "${FUZZ_PROGRAMS:-10000}" "$(date +%s)"
campaign requests env FUZZ_REQUESTS="${FUZZ_REQUESTS:-3000000}" FUZZ_SEED="$(date +%s)" "$build/tests/test_kit_request"
campaign kit env KIT_COMPLETE=1 TEST_SECONDS=1200 $suite B="$build" PATTERN=e2e_kit
campaign faults env FAULT_ROUNDS="$rounds" TEST_SECONDS=7200 $suite B="$build" PATTERN=faults
campaign survivors env KILLS="${KILLS:-500}" TEST_SECONDS=7200 $suite B="$build" PATTERN=survivors
if command -v valgrind >/dev/null; then
    campaign valgrind units
else
    echo "skip valgrind: it is not installed"
fi
exit $status
