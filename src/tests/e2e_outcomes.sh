#!/bin/sh
# e2e_outcomes.sh — `x` on the screen: every way a program can go, and a walk along one of them.
set -u
. "$(dirname "$0")/tmux.sh"

for size in "80 24" "120 36" "200 60"; do
    # shellcheck disable=SC2086
    open $size "$lab" 02/race
    see paused
    press x
    claim "x finds all ways at $size" "All 34 ways it can go: 3 results, 2 wrong, 2 data races."
    claim "the verdict names its assumption at $size" "Sequential consistency assumed"
    claim "data races are told apart from results at $size" "data race: write line 12, read line 12"
done
press j
claim "the second result takes one preemption" "has 1 forced switch"
press Enter
claim "enter goes back to where the run was decided" "Here a thread that could go on is stopped"
claim "with the rest of the run ahead" "step 6/19"
claim "a choice that can still go wrong is marked" "start ✗"
claim "and one that cannot any more" "✓   "
press G
claim "and it ends as it was told" 'should have printed "4"'
press x
claim "what was found is still there" "All 34 ways it can go"
press q

open 100 30 "$lab" 02/race
see paused
press Right
see 'Make it happen'
press a
see 'Which numbers'
press 2 3 4 Enter
claim 'a question is answered by all ways there are' 'You foresaw exactly what came up'
claim 'and says that there are no others' 'All 34 ways it can go have been tried'

open 100 30 "env NO_COLOR=1 $lab --ascii" 02/deadlock
see paused
press x
claim "without colours and with ASCII alone failures have a sign" "x deadlock"
press j
press Enter
see "step 4/6"
press 2; see "step 5/6"; press 2
claim "a deadlock that was found closes when one goes on" "No thread can move"

cat >"$scratch/files.c" <<'C'
#include <fcntl.h>
int main(void) { return open("/etc/hostname", O_RDONLY) < 0; }
C
open 100 30 "$lab" run "$scratch/files.c"
see paused
press x
claim "what is not modelled gets no verdict" "No verdict"
