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
claim "the second result takes one preemption" "has 1 preemption"
claim "and beside it stands where a run parts from it that passes" "It passes if all goes the same until step 6, and there ① goes on."
press Enter
claim "enter goes back to where the run was decided" "Here a thread that could go on is stopped"
claim "with the rest of the run ahead" "step 6/19"
claim "where it matters who goes next, a choice that can still go wrong is marked" "start ✗"
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
press Enter
see "step 4/6"
press 2; see "step 5/6"; press 2
claim "a deadlock that was found closes when one goes on" "No thread can move"

open 80 24 "$lab" 02/race
see paused
press x
see "All 34 ways"
press j j
claim "a data race quotes the line" "writes in line 12 (share += 1;)"
press Enter
claim "a data race is looked at where its accesses meet" "ata race on share: ② reads it"
press u
see "Back to"
press g
see "step 0/19"
press 0
see "step 1/19"
press 1
claim "to go on otherwise leaves the run that was found" "You have left the run that was found (x shows it again)"
press x
see "All 34 ways"
press f
claim "free runs go on beside the search" "stop free runs"
press q
claim "and when one leaves the screen" "The free runs go on meanwhile"
press x
claim "until all have been made" "1,000 free runs, on real threads at full speed"
claim "and stand beside what the search has found" "of 1,000"
press x
claim "what is complete is not searched again" "Every way has been gone"

cat >"$scratch/many.c" <<'C'
#include <pthread.h>
#include <stdio.h>
static int order[15], n;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void *put(void *name)
{
    for (int i = 0; i < 3; i++) {
        pthread_mutex_lock(&lock);
        order[n++] = (int)(long)name;
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}
int main(void)
{
    pthread_t threads[5];
    for (long k = 0; k < 5; k++)
        pthread_create(&threads[k], NULL, put, (void *)k);
    for (int k = 0; k < 5; k++)
        pthread_join(threads[k], NULL);
    for (int k = 0; k < 15; k++)
        printf("%d", order[k]);
    putchar('\n');
}
C
open 80 24 "$lab" run "$scratch/many.c"
see paused
press x
see "Searching."
claim "the key line says how to stop a search" "^C stop"
press C-c
claim "a search that is stopped keeps what it has found" "Not finished: "
claim "and says who stopped it" "You stopped it"
press x
claim "x searches again" "Searching."
press q
claim "a search goes on when one leaves its screen" "The search goes on meanwhile"

cat >"$scratch/files.c" <<'C'
#include <fcntl.h>
int main(void) { return open("/etc/hostname", O_RDONLY) < 0; }
C
open 100 30 "$lab" run "$scratch/files.c"
see paused
press x
claim "what is not modelled gets no verdict" "No verdict"
