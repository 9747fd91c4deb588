#!/bin/sh
# e2e_check.sh — `threadlab check` on programs it has never seen: verdicts, exit codes, stories, schedules, JSON.
set -u
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data THREADLAB_LESSONS=$here/../../lessons
cd "$here/checks" || exit 1

# says CODE WORDS NAME ARGUMENTS… — the exit code, and what the first line must hold
says() {
    code=$1 words=$2 name=$3
    shift 3
    timeout 60 "$BUILD/threadlab" check "$@" >"$scratch/out" 2>"$scratch/err"
    got=$?
    if [ $got = "$code" ] && head -n 1 "$scratch/out" "$scratch/err" | grep -qF -- "$words"; then
        echo "ok $name"
    else
        echo "not ok $name: exit code $got"
        head -n 5 "$scratch/out" "$scratch/err"
    fi
}

holds() {
    if grep -qE -- "$1" "$scratch/out"; then echo "ok $2"; else echo "not ok $2"; cut -c 1-400 "$scratch/out"; fi
}

says 1 'fails: assertion: share == 2 (count.c:' 'a lost update is an assertion that does not hold' count.c
holds 'with 1 preemption,' 'one preemption is enough for it, and fewer are not'
holds 'is stopped here, about to store `share`' 'its story tells where a thread was stopped'
schedule=$(sed -n "s/^schedule: //p" "$scratch/out")
says 1 'fails: assertion: share == 2' 'its schedule leads there again' count.c --schedule "$schedule"
timeout 60 "$BUILD/threadlab" run --plain count.c --schedule "$schedule" >"$scratch/out" 2>&1
[ $? = 1 ] && echo 'ok the same schedule fails in `run`' || echo 'not ok the same schedule fails in `run`'
holds 'share == 2' 'and says why'
says 0 'sound: none of its 2 traces fails' 'under a lock the same is sound' count.c -- -DSOUND
says 1 'fails: lost wake-up' 'a signal before the wait is a lost wake-up and no deadlock' lost_wakeup.c
says 0 'sound: none of its 2 traces' 'a wait with if is right as long as nobody wakes for no reason' spurious.c
says 1 'fails: assertion: ready' 'and wrong when somebody does' spurious.c --spurious
says 1 'fails: assertion: ready' 'also in a bounded search' spurious.c --spurious --bound 1
says 1 'fails: assertion: ready' 'and at random' spurious.c --spurious --how pct
says 0 'sound: none of its' 'a wait in a loop is right whoever wakes, and the search ends' spurious.c --spurious -- -DLOOP
says 2 'no verdict: the program does what only a live run can do' 'what is not modelled is named, and not called sound' reads_file.c
says 2 'no verdict: the program does what only a live run can do: fork' 'so is what comes after a named semaphore, run after run' 04/processes
says 2 'no verdict: the program does what only a live run can do: switch to a stack that the lab does not know' \
    'who leaves the stack without a word is told so' own_stack.c
says 2 'what only a live run can do: unlink' 'a file is not removed a thousand times' removes_file.c
says 2 'what only a live run can do: an atomic structure' 'an atomic that takes a lock of the library' whole_struct.c
says 2 'what only a live run can do: a robust mutex' 'a mutex that outlives its owner is no deadlock' robust.c
says 2 'not finished: none of' 'an endless program is not called sound' counts_for_ever.c --time 2 --steps 300
says 0 'sound: none of its' 'several files and flags for the compiler' count.c empty.c -- -DSOUND -I.
says 65 'error' 'what does not compile is told with file and line' broken.c
says 66 'there is no file' 'a file that is not there' nothing.c
says 64 'check needs a C file' 'no file at all'
says 1 'fails: assertion: share == 2' 'several searches at once find it, too' count.c --jobs 3
holds 'with 1 preemption,' 'as simply as one'
says 0 'sound: none of its 2 traces fails' 'several at once call sound what one does' count.c --jobs 3 -- -DSOUND
says 1 'fails: livelock' 'two polite threads may go on for ever' 02/backoff
holds 'all is now as it was after step [0-9]*, .* so it can go on for ever' 'as a state that comes back shows'
schedule=$(sed -n "s/^schedule: //p" "$scratch/out")
says 1 'fails: livelock' 'its schedule, which is short, leads there again' 02/backoff --schedule "$schedule"
says 2 'not finished' 'a run that is only long is no livelock' ping_pong.c --time 2
"$BUILD/threadlab" run --plain copies.c >"$scratch/out" 2>&1
holds 'writes .there. = 131073' 'a small structure that is copied is told as it will be'
holds 'writes .other. = 17179869187' 'and one of eight bytes'
holds 'writes .third.b. = 6' 'and what memcpy copies'
holds 'writes .right.b. .copies' 'of a larger one nobody knows until it has been copied'
holds 'writes .right.d. = 8' 'but of its end'
for size in 4095 4096 9000; do
    timeout 60 "$BUILD/threadlab" run --plain long_line.c -- -DSIZE=$size 2>/dev/null | tr 'a' '\n' | grep -a . >"$scratch/out"
    holds '^(output: )?end' "a line of $size letters keeps its end"
done
says 0 'sound' 'who asks under a lock in circles does not keep it from the one who answers' asks_under_lock.c
says 1 'fails: data race' 'two locks for one account' 02/twolocks
holds '^race: .* wrote `money` .* holding `paying_in`; then .* reads it .* holding `paying_out`. They hold no lock in common' \
    'a race is told with the locks held'
says 64 'is not a value' 'no searches at all' count.c --jobs 0
says 64 'is not a value' 'a wrong way to search' count.c --how=guess
${CC:-cc} -fPIC -c -o "$scratch/empty.o" empty.c
printf '#include <pthread.h>\n#include <wchar.h>\nstatic wchar_t text[9];\nstatic void *f(void *a) { wcscpy(text, L"x"); return a; }\nint main(void) { pthread_t t; pthread_create(&t, 0, f, 0); f(0); pthread_join(t, 0); return 0; }\n' >"$scratch/wide.c"
says 2 'what wcscpy does to memory is not seen' 'nor one that calls what the lab does not know' "$scratch/wide.c"
printf '#include <math.h>\n#include <stdio.h>\nint main(void) { volatile double x = 2; printf("%%g\\n", sqrt(x) + sinf(1)); return 0; }\n' >"$scratch/numbers.c"
says 0 'sound' 'a function of numbers alone is known' "$scratch/numbers.c" -- -lm
says 2 'empty.o does to memory is not seen' 'a part that was compiled elsewhere is not called sound' count.c -- -DSOUND "$scratch/empty.o"
says 0 'sound: none of its' 'a library of the system may be linked' count.c -- -DSOUND -lm
says 64 'the schedule is wrong at column 5' 'a schedule that is none' count.c --schedule '0.2 x'
says 2 'no verdict: this program cannot follow the schedule' 'a schedule of another program is no failure' count.c --schedule '0 9'
says 1 'fails: assertion' 'what is found with flags for the compiler' count.c -- '-DWORD=a b' -I.
holds "^see it: .*count.c --schedule '.*' -- '-DWORD=a b' -I\.$" 'is seen with the same flags'
cp count.c "$scratch/saved.c"
timeout 60 "$BUILD/threadlab" check "$scratch/saved.c" --how pos --outcomes --time 3 >"$scratch/out" 2>&1 &
sleep 1.5; cp lost_wakeup.c "$scratch/saved.c"; wait $!
holds 'The file is no longer what was searched' 'a file saved meanwhile: its story is not told for the other'
says 2 'among them all with at most 0 preemptions' 'a bounded search does not say more than it did' count.c --bound 0
holds '^searched: .* all schedules with at most 0 preemptions; sequential' 'and says what was searched'
says 1 'fails: deadlock' 'a demo of a lesson' 02/deadlock
holds 'Deadlock: .*holds' 'names the circle'
says 1 'fails: wrong output' 'a result that was not expected' 02/race --expect 4
says 1 'fails: data race' 'every result with its traces and its chance' 02/race --outcomes
holds '12 traces .* of random runs  "2"' 'all 12 traces to 2'
if ! command -v python3 >/dev/null; then
    echo 'skip the same as JSON: no python3'
elif timeout 60 "$BUILD/threadlab" check 02/race --outcomes --json | python3 -c '
import json, sys
all = json.load(sys.stdin)
assert all["verdict"] == "fails" and all["complete"] and all["traces"] == 34 and all["version"] == 1
assert sorted(r["traces"] for r in all["results"]) == [6, 12, 16]
assert all["races"] and all["races"][0]["other_file"].endswith("race.c") and all["story"]
'; then echo 'ok the same as JSON'; else echo 'not ok the same as JSON'; fi
timeout 60 "$BUILD/threadlab" check count.c --seed 3 --how pos >"$scratch/one"; timeout 60 "$BUILD/threadlab" check count.c --seed 3 --how pos >"$scratch/two"
if [ "$(sed -n '/^schedule/p' "$scratch/one")" = "$(sed -n '/^schedule/p' "$scratch/two")" ]; then
    echo 'ok the same seed finds the same schedule'
else
    echo 'not ok the same seed finds the same schedule'
fi
says 1 'fails: exit code' 'a failure after a hundred thousand turns is found' ping_pong.c --steps 4000000 --time 30
holds '^schedule: 0.4 1.3 .0.2 1.2.\*59998' 'and what repeats in its schedule is written once'
schedule=$(sed -n "s/^schedule: //p" "$scratch/out")
says 1 'fails: exit code' 'which leads there again' ping_pong.c --steps 4000000 --time 30 --schedule "$schedule"
timeout 60 "$BUILD/threadlab" check ping_pong.c --steps 4000000 --time 30 -- -DUNEVEN >"$scratch/out" 2>&1
[ $? = 1 ] && echo 'ok a failure whose schedule is too long to keep is a failure' || echo 'not ok a failure whose schedule is too long to keep is a failure'
holds '^fails: exit code' 'and is told as one'
holds '^schedule: too long to be kept' 'without half a schedule'
