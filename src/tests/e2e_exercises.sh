#!/bin/sh
# e2e_exercises.sh — exercises and hunts: a learner's file is copied once, judged whenever it is saved, its failing run can be
# watched, hints and solution come when asked for, and what has been done is remembered.
set -u
. "$(dirname "$0")/tmux.sh"

data=$XDG_DATA_HOME/threadlab
mine=$data/exercises/02-locks/counters.c
given=$root/lessons/02-locks/exercises/counters.c
solution=$root/lessons/02-locks/exercises/counters_solution.c

say() { [ "$1" -eq 0 ] && echo "ok $2" || echo "not ok $2"; }
judge() { "$lab" exercise "$@" >"$scratch/out" 2>"$scratch/err"; }

# ---- without a screen ----

"$lab" exercise >"$scratch/out"
grep -q '^02-locks/counters  *new ' "$scratch/out"; say $? "an exercise nobody has begun is new"
judge 02/counters; [ $? -eq 1 ]; say $? "an exercise fails as it is given"
cmp -s "$mine" "$given"; say $? "the learner gets a copy"
grep -q "fails .*It prints" "$scratch/out"; say $? "what does not hold is named"
grep -q "^Not passed: it can print .[0-9] apples" "$scratch/out"; say $? "the verdict shows what can be printed"
"$lab" exercise >"$scratch/out"; grep -q '^02-locks/counters  *begun ' "$scratch/out"; say $? "then it is begun"

schedule=$(judge 02/counters; sed -n "s/.*--schedule '\(.*\)'/\1/p" "$scratch/out")
"$lab" run "$mine" --plain --schedule "$schedule" >"$scratch/run" 2>&1
printed=$(sed -n 's/.*it can print .\(.*\)..$/\1/p' "$scratch/out")
grep -q "$printed" "$scratch/run"; say $? "the schedule beside the verdict leads to just that"

sed 's/counter->value += 1/counter->value += 2/' "$given" >"$mine"
judge 02/counters; [ $? -eq 1 ] && grep -q "+= 2" "$mine"; say $? "what the learner has written is not overwritten"
printf 'int main( {\n' >"$mine"
judge 02/counters; [ $? -eq 65 ] && grep -q "counters.c:1:" "$scratch/err"; say $? "a file that does not compile is told so, with its line"
sed 's/pthread_create(&two.*/two = one;/; s/pthread_join(two.*//' "$solution" >"$mine"
judge 02/counters; [ $? -eq 1 ]; say $? "doing less than is asked does not pass"
cp "$solution" "$mine"
judge 02/counters; say $? "the solution passes"
grep -q "All [0-9]* ways it can go have been tried" "$scratch/out"; say $? "and the verdict says what was tried"
grep -q "did 02-locks/exercise/counters" "$data/progress"; say $? "what has been passed is remembered"
judge --json 01/wait
command -v python3 >/dev/null || echo 'skip the verdict as JSON can be read: no python3'
command -v python3 >/dev/null && { python3 - "$scratch/out" <<'PY'
import json, sys
told = json.load(open(sys.argv[1]))
assert told["verdict"] == "failed" and told["schedule"] and len(told["demands"]) == 6, told
PY
say $? "the verdict as JSON can be read"; }
judge 02/nothing; [ $? -eq 66 ]; say $? "an exercise that is not there has its exit code"

for name in 01/numbers 01/wait 02/swap 02/seat; do
    judge $name; [ $? -eq 1 ]; say $? "$name fails as it is given"
    file=$(sed -n 's/^Your file[^:]*: //p' "$scratch/out")
    lesson=$(basename "$(dirname "$file")")
    cp "$root/lessons/$lesson/exercises/$(basename "$file" .c)_solution.c" "$file"
    judge $name; say $? "$name is solved by our solution"
done

# What only runs live is judged by runs, not by a search.
for name in 10/collect 11/sum 11/letter 16/again; do
    case $name in 16*) command -v curl-config >/dev/null || { echo "skip $name: no libcurl"; continue; } ;; esac
    judge $name; [ $? -eq 1 ] && grep -q "^Watch a run: .* --carrier kernel" "$scratch/out"; say $? "$name fails as it is given, and can be run live"
    file=$(sed -n 's/^Your file[^:]*: //p' "$scratch/out")
    lesson=$(basename "$(dirname "$file")")
    cp "$root/lessons/$lesson/exercises/$(basename "$file" .c)_solution.c" "$file"
    judge $name && grep -q "That is no proof" "$scratch/out"; say $? "$name is solved by our solution, which is called no proof"
done
cp -R "$root/lessons" "$scratch/lessons"
sed 's/^task: Repair it, so that it always prints `1 sold/task: Sell it once, so that it always prints `1 sold/' \
    "$root/lessons/02-locks/lesson.md" >"$scratch/lessons/02-locks/lesson.md"
"$lab" exercise 02/seat --lessons "$scratch/lessons" | grep -q "The task has changed since your file was copied"
say $? "a learner whose copy was made of another task is told so"
judge 02/seat; ! grep -q "has changed since" "$scratch/out"; say $? "and nobody else"

# ---- on the screen ----

rm -rf "$data/exercises"
grep -v exercise "$data/progress" >"$scratch/progress"; cp "$scratch/progress" "$data/progress"
cat >"$scratch/editor" <<E
#!/bin/sh
cp "$solution" "\$2"
E
chmod +x "$scratch/editor"

open 80 24 "EDITOR='$scratch/editor --wait'" "$lab" 02/race
see paused
press Right Right
see "Apples and pears"
press e
claim "the exercise of a page opens and is judged at once" "Not passed: it can print"
press i
claim "a hint is shown when asked for" "Hint 1 of 3"
press S
claim "the solution is not given away at the first asking" "You have not passed yet"
press Enter
claim "the run that fails can be watched" "about to"
claim "and opens where it is decided" "a thread that could go on is stopped"
press q
see "Hint 1 of 3"
printf '#error no\n' >"$mine"
claim "a file saved by another program is judged again" "it does not compile"
press e
claim "the editor opens the file, and what it saved is judged" "Passed. All"
press S
claim "then the solution is compared" "our solution"
press q q
see "A lock"
press q
claim "what was done counts in the catalogue" "Locks"
press q
see "THE END"
grep -q "did 02-locks/exercise/counters" "$data/progress"; say $? "and is remembered"

open 80 24 "env -u VISUAL -u EDITOR $lab" 02/race
see paused
press Right Right; see "Apples and pears"; press e; see "Passed"
press e
claim "without an editor the learner is told what to do" "Open the file named on the screen"

cp "$root/lessons/11-pipes/exercises/sum.c" "$data/exercises/11-pipes/sum.c"
open 80 24 "$lab" 11/open_end
see paused
press Right; press Left; press e
claim "an exercise that hangs is told to hang" "did not come to its end within 3 s"
press Enter; see paused; press Space
claim "and can be run live, to see who waits for whom" "Deadlock: main waits for bytes in answer"
press q q q
see "THE END"

# ---- hunts ----

open 80 24 "$lab" 02/race
see paused
press Right; see "Make it happen"; press H
claim "a hunt says what it asks for" 'Goal: it prints "2".'
claim "and counts nothing at first" "switches 0  preemptions 0  steps 0"
for turn in "0 1" "0 2" "1 3" "1 4" "2 5" "2 6" "2 7" "2 8"; do
    press "${turn% *}"; see "steps ${turn#* }"
done
claim "it counts switches and preemptions" "switches 2  preemptions 1  steps 8"
press 1; see "steps 9"
press u; see "steps 8"
press 2; see "steps 9"; press 2; see "steps 10"
press 1; see "steps 11"; press 1; see "steps 12"; press 1; see "steps 13"; press 1; see "steps 14"
press 0; see "steps 15"; press 0; see "steps 16"; press 0; see "steps 17"; press 0; see "steps 18"; press 0
claim "the goal is noticed, and compared with the best there is" "You are there, with 1 preemption: it cannot be done with fewer."
press q
see "Make it happen"
press q q
see "THE END"
grep -q "did 02-locks/hunt/two" "$data/progress"; say $? "a hunt that was won is remembered"

open 80 24 "$lab" 02/deadlock
see paused
press Right; press Left
press H
see "no thread can move any more"
press 0; see "steps 1"; press 0; see "steps 2"
for turn in "1 3" "1 4" "1 5" "1 6"; do press "${turn% *}"; see "steps ${turn#* }"; done
claim "when the goal is out of reach, the learner is told" "cannot be reached any more"
