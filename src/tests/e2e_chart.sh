#!/bin/sh
# e2e_chart.sh — `c` on the screen: a run as a whole, stepped and live, and back to one of its steps.
set -u
say() { [ "$1" -eq 0 ] && echo "ok $2" || echo "not ok $2"; }
. "$(dirname "$0")/tmux.sh"

for size in "80 24" "120 40"; do
    # shellcheck disable=SC2086
    open $size "$lab" 02/race
    see paused
    press c
    claim "there is no chart before the first step at $size" "there is nothing to chart"
    press s; see "step 1/"
    press s; see "step 2/"
    press s; see "step 3/"
    press c
    claim "c shows the run as a whole at $size" "Who does what, when: a step is"
    claim "with who waits for whom at $size" "join ①"
    press k k k; press g
    claim "and names the step under the cursor at $size" "Step 1: main creates thread ①"
done
press Enter
claim "enter goes back to that step" "step 1/3"

open 80 24 "env NO_COLOR=1 $lab --ascii" 02/deadlock --schedule "'0.2 2.2 1.2'"
see "step 6/6"
press c
claim "without colours and with ASCII alone a chart shows who is stuck" ".. a ..x"
claim "and tells the states apart" "# runs  + part of it  - ready  . waits  z sleeps  | ended"
press G
claim "and for how long" "Nothing ended that."

cat >"$scratch/long.c" <<'C'
#include <pthread.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int share;
static void *add(void *unused)
{
    for (int i = 0; i < 12000; i++) {
        pthread_mutex_lock(&lock);
        share++;
        pthread_mutex_unlock(&lock);
    }
    return unused;
}
int main(void)
{
    pthread_t a, b;
    pthread_create(&a, NULL, add, NULL);
    pthread_create(&b, NULL, add, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    return share != 24000;
}
C
open 120 40 "$lab" run "$scratch/long.c"
see paused
press l
see "step 96"
see "ended"
press c
claim "a hundred thousand live steps have a chart" "in all"
claim "in real time" "real time"
press + + + + + +
claim "one comes closer" "µs"
press w
press g ']'
claim "and sees what main waits for" "main waits "

# What the kit does by itself is not shown, but that it waits is.
if command -v curl-config >/dev/null; then
    open 100 30 "$lab" 16/multi
    see paused
    press Space
    see "ended"
    press c
    see "at once"
    screen | grep -q 'main in all.* waits [4-9][0-9] %'
    say $? "who waits in machinery that is not shown is no running thread"
    press q q
else
    echo "skip waiting in machinery: no libcurl"
fi
