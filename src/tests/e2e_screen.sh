#!/bin/sh
# e2e_screen.sh — the lab as a learner meets it, in a terminal, with real keys.
set -u
. "$(dirname "$0")/tmux.sh"

open 120 40 "$lab"
claim "the first start offers a tour" "Welcome"
press q
claim "and then the catalogue" "Locks"
press q
claim "q leaves" "THE END"

for size in "80 24" "120 40" "200 60"; do
    # shellcheck disable=SC2086
    open $size "$lab" 02/race
    claim "a demo opens at $size" "paused"
    press s s s s s
    claim "s steps at $size" "step 5/5"
    press u u
    claim "u steps back at $size" "step 3/5"
    press U
    claim "U steps forward at $size" "step 4/5"
done

open 120 40 "$lab" 02/race
claim "a program waits before its first step" "step 0/0"
see paused
press 0; see "step 1/1"; press 0; see "step 2/2"; press 1; see "step 3/3"; press 2; see "step 4/4"
press 1; see "step 5/5"; press 2; see "step 6/6"
claim "both are about to write" "W share (read 0)"
press 1; see "step 7/7"; press 2
claim "an update is lost by hand" "step 8/8"
claim "and named at once" "Lost update: ② writes 1 over ①'s 1 in share"
claim "the race is told" "race"
press 9
claim "a dead key says why" "There is no thread 9"
press Space
claim "it runs to its end" 'should have printed "4"'
press u
claim "and can be taken back from there" "paused"
press y
claim "the schedule is shown" "0.2"
press r
claim "r starts anew" "step 0/0"
press '?'
claim "help lists the keys" "scheduler"
press '?'
claim "the same key closes it" "step 0/0"
press 1
claim "a thread that is not there yet must be created" "Thread 1 does not exist yet"
press l
claim "a live run ends" "ended"

open 100 30 "$lab" 02/deadlock
see paused
press Space
claim "the deadlock closes its circle" "No thread can move"

open 80 24 "$lab" 02/race
see paused
press s
see "Threads"
press v
claim "one key brings the story back" "The lost update"
press v
claim "and the program again" "Threads"

open 120 40 "$lab" 02/race
see paused
press m
claim "timings appear" "Hold it around what belongs"
claim "and can be taken again" "measure again"

open 40 10 "$lab" 02/race
claim "too small a terminal asks for more room" "needs a window"
mux resize-window -t lab -x 100 -y 30
claim "and recovers when it gets some" "The lost update"
for size in "81 25" "200 60" "60 18" "133 44" "90 30"; do
    mux resize-window -t lab -x "${size% *}" -y "${size#* }"
done
claim "a storm of sizes is weathered" "The lost update"

open 100 30 "NO_COLOR=1 $lab" 02/race
see paused
if mux capture-pane -e -p -t lab | grep -q "$(printf '\033')\[[0-9;]*3[0-7]m"; then
    echo "not ok NO_COLOR means no colour"
else
    echo "ok NO_COLOR means no colour"
fi

open 100 30 "LC_ALL=C $lab" 02/race
see paused
press 0 0 1 2 1 2 1 2 G
see "step 8/8"
if screen | LC_ALL=C grep -q '[^ -~]'; then echo "not ok a C locale gets ASCII"; else echo "ok a C locale gets ASCII"; fi

kit=$root/lessons/kit
open 80 24 "$lab" run "$root/src/tests/pictures/tasks.c" "$kit/loop.c" "$kit/task.c" "$kit/task_await.c" "$kit/task_line.c" \
    "$kit/coroutine.c" -- "-I$kit"
see paused
press l
claim "an event loop runs live" "ran to its end"
if screen | grep -q 'variable'; then echo "not ok it keeps its memory to itself"; else echo "ok it keeps its memory to itself"; fi
press r
see "▶ → main"              # it stands at its first gate
press s; see "step 1/1"; press s; see "step 2/2"; press s; see "step 3/3"
claim "live, its tasks are drawn as one steps" "sleeps until 30 ms  goes on at line 10"

echo 'int main(void) { return undeclared; }' >"$scratch/wrong.c"
open 100 30 "$lab" run "$scratch/wrong.c"
claim "a compile error stands on the screen" "undeclared"

open 100 30 "CC=/nowhere/cc $lab" 01-threads
claim "without a compiler the story can be read" "one flow of control"
claim "and the lab says what is missing" "no C compiler"

open 100 30 "TERM=dumb $lab" 02/race
claim "a terminal that cannot move its cursor is told so" "--plain"
