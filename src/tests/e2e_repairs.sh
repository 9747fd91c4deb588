#!/bin/sh
# e2e_repairs.sh — repairs that make every run right and are still not what the task asks: each must fail, with a sentence that
# says what is asked. A repair is the exercise as given, or its solution, changed by sed.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
lab=$BUILD/threadlab
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C.UTF-8 THREADLAB_LESSONS="$root/lessons" XDG_DATA_HOME="$scratch/data" XDG_CACHE_HOME="${XDG_CACHE_HOME:-$scratch/cache}"

say() { [ "$1" -eq 0 ] && echo "ok $2" || echo "not ok $2"; }

# lazy EXERCISE given|solution SED SENTENCE CLAIM
lazy() {
    lesson=${1%/*} name=${1#*/}
    from=$root/lessons/$lesson/exercises/$name.c
    [ "$2" = solution ] && from=$root/lessons/$lesson/exercises/${name}_solution.c
    mine=$XDG_DATA_HOME/threadlab/exercises/$1.c
    mkdir -p "$(dirname "$mine")"
    sed "$3" "$from" >"$mine"
    timeout 60 "$lab" exercise "$1" >"$scratch/out" 2>&1; code=$?
    ! cmp -s "$mine" "$from" && [ $code -eq 1 ] && grep -aqF "Not passed: nothing goes wrong any more" "$scratch/out" &&
        grep -a "^Not passed" "$scratch/out" | grep -qF "$4"
    say $? "$1: $5"
}

# Threads one after the other: each is joined where it is created.
joined='s/pthread_create(&\([a-z]*\)\(\[.*\]\)\{0,1\}, NULL.*/{ & pthread_join(\1\2, NULL); }/; t; s/^ *pthread_join(.*/;/'

once="threads at once"
lazy 01-threads/numbers solution "$joined" "$once" "one thread after the other is no repair"
lazy 01-threads/numbers solution 's/square\[number\] = .*/(void)number;/; s/numbers\[i\] = i;/numbers[i] = i; square[i] = i * i;/' \
    'do something' "main does not do the threads' work"
lazy 01-threads/numbers solution 's/printf(.*/puts("0 1 4");/' 'do something' "the answer is not simply printed"
lazy 01-threads/wait solution 's/pthread_create(.*/pthread_create(\&worker, NULL, rest, NULL); compute(NULL);/
    s/^int main/static void *rest(void *nothing) { return nothing; }\n&/' 'do something' "main does not compute the answer"
lazy 02-locks/counters given "$joined" "$once" "one thread after the other is no repair"
lazy 02-locks/counters given 's/int value;/_Atomic int value;/' '2 different mutexes' "an atomic counter is no lock"
lazy 02-locks/counters given 's/^struct counter {/static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n&/
    s/counter->value += 1;/pthread_mutex_lock(\&lock); & pthread_mutex_unlock(\&lock);/' '2 different mutexes' "one lock for both is not a lock of its own"
lazy 02-locks/swap given 's/lock(&one->lock)/lock(\&left.lock)/; /other->lock/d' '2 different mutexes' "one shelf's lock does not do for both"
lazy 02-locks/swap given "$joined" "$once" "one thread after the other is no repair"
lazy 02-locks/seat given "$joined" "$once" "one thread after the other is no repair"
lazy 02-locks/seat given 's/two, NULL, buy/two, NULL, pass/; s/^int main/static void *pass(void *nothing) { is_free(); return nothing; }\n&/' \
    'call `buy`' "both threads buy"
lazy 03-rlock/shelves solution '/assert(shelf/d' 'This stays as it is: `assert' "the assertion is not deleted"
lazy 03-rlock/shelves solution "$joined" "$once" "one thread after the other is no repair"
lazy 03-rlock/audit given 's/^    audit();//; s/pthread_join(two.*/& audit();/' 'This stays as it is: `audit' "the audit comes while the others move"
lazy 04-semaphores/boxes given 's/^    int first = .*/    pthread_join(one, NULL);\n    pthread_join(two, NULL);\n&/; /^    pthread_join([a-z]*, NULL);$/d' \
    '2 different semaphores' "waiting until all has been delivered is no repair"
lazy 04-semaphores/meeting given 's/puts("arrives");/if (self == \&ada) { puts("arrives"); puts("arrives"); }/
    s/puts("goes on");/if (self == \&ada) { puts("goes on"); puts("goes on"); }/; s/sem_wait(.*/\n/' 'must print' "each speaks for itself"
lazy 05-conditions/kettle given 's/pthread_cond_wait(&whistle, &lock);/;/; s/while (!is_boiling()) {/while (!is_boiling()) { sched_yield();/
    s/#include <pthread.h>/&\n#include <sched.h>/' 'wait on a condition' "asking again and again is not sleeping"
lazy 05-conditions/kettle given 's/    wait_for_tea();/    pthread_join(thread, NULL);\n&/; s/^    puts/&/; /^    pthread_join(thread, NULL);$/d' \
    'wait on a condition' "who comes when all is over does not wait"
lazy 05-conditions/boxes given 's/cond_signal/cond_broadcast/' '2 different mutexes' "each box has a lock and a condition of its own"
lazy 05-conditions/clock solution 's/pthread_cond_wait(&passed, &lock);/{ pthread_mutex_unlock(\&lock); sched_yield(); pthread_mutex_lock(\&lock); }/
    s/#include <pthread.h>/&\n#include <sched.h>/' 'wait on a condition' "asking again and again is not sleeping"
lazy 06-events/up given 's/static int up/static _Atomic int up/; s/, port;/;\nstatic int port;/' 'call `event_wait`' "an atomic flag is no event"
lazy 06-events/gate given 's/while (!gate->is_open)/if (0)/' 'wait on a condition' "a gate at which nobody waits is none"
lazy 06-events/gate given 's/^    gate_shut(&garden);/    pthread_join(walker, NULL);\n    gate_shut(\&garden);/; /^    pthread_join(walker, NULL);$/d' \
    'This stays as it is: `gate_open' "shutting the gate later is no repair"
lazy 06-events/early solution 's/^    int nine/    pthread_join(worker, NULL);\n&/; /^    pthread_join(worker, NULL);$/d' \
    'This stays as it is: `pthread_create' "waiting for the thread is not waiting for the result"
lazy 07-barriers/seats given 's/struct seat \*right;/struct seat *right; int next;/; s/int person = seat->right->person;/int person = seat->next;/
    s/^    for (int i = 0; i < PEOPLE; i++)$/&/; s/^    pthread_t threads/    for (int i = 0; i < PEOPLE; i++)\n        seats[i].next = (i + 1) % PEOPLE + 1;\n&/' \
    'wait at a barrier' "main does not look for all"
lazy 07-barriers/barrier solution '/assert(done/d' 'This stays as it is: `done' "the assertion is not deleted"
lazy 07-barriers/barrier solution 's/pthread_cond_wait(&barrier->all_here, &barrier->lock);/{ pthread_mutex_unlock(\&barrier->lock); sched_yield(); pthread_mutex_lock(\&barrier->lock); }/
    s/#include <pthread.h>/&\n#include <sched.h>/' 'wait on a condition' "asking again and again is not sleeping"
lazy 08-queues/boxes solution 's/pthread_mutex_t lock;//; s/&box->lock/\&lock/g; s/PTHREAD_MUTEX_INITIALIZER, //
    s/^struct box {/static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n&/' '2 different mutexes' "one lock for both is not a lock of its own"
lazy 08-queues/laundry given 's/^    if (queue_size.*/    queue_shutdown(\&machine.basket);\n    pthread_join(washer, NULL);/; /empty, and/d
    /^    pthread_join(washer, NULL);$/d; s/^    queue_shutdown(&machine.basket);$//' 'call `queue_join`' "shutting down early is no repair"
lazy 08-queues/stop given 's/pthread_create(&two.*//; s/^    queue_put(&jobs, NULL);/&\n    pthread_join(one, NULL); pthread_create(\&two, NULL, work, NULL);\n    queue_put(\&jobs, NULL);/; s/^    pthread_join(one, NULL);$//' \
    "$once" "one worker after the other is no repair"
lazy 09-pools/sums given 's/^    printf(.*/    pool_destroy(\&pool);\n    printf("%d and %d\\n", low.value, high.value);/; /^    pool_destroy(&pool);$/d' \
    'call `future_result`' "closing the pool early is no repair"
lazy 09-pools/sums given 's/pool_submit(&pool, add, &\([a-z]*\), NULL);/{ void *value; add(\&\1, \&value); }/' 'call `add`' "main does not add"
lazy 09-pools/tally given 's/int count;/_Atomic int count;/' '2 different mutexes' "an atomic counter is no lock"
lazy 09-pools/halves given 's/pool_init(&pool, 1)/pool_init(\&pool, 2)/' 'This stays as it is: `pool_init' "a second worker is no repair"
lazy 09-pools/halves given 's/int error = pool_map(.*/int error = 0; for (int k = 0; k < 2; k++) add(arguments[k], \&values[k]);/' \
    'call `add`' "the halves are added by the pool"
lazy 10-processes/tables given '/if (table/d' '2 different mutexes' "one lock for both is not a lock of its own"
lazy 10-processes/wishes given 's/^    pthread_create(&two.*//; s/sum += mailbox.wish;/&\n        if (k == 0) { pthread_join(one, NULL); pthread_create(\&two, NULL, ask, \&second); }/
    s/^    pthread_join(one, NULL);//' "$once" "one wish after the other is no repair"
lazy 10-processes/wishes given 's/mailbox.wish = \*(int \*)amount;/int none = 0; while (!atomic_compare_exchange_strong(\&mailbox.wish, \&none, *(int *)amount)) { none = 0; sched_yield(); }/
    s/sum += mailbox.wish;/sum += atomic_exchange(\&mailbox.wish, 0);/; s/#include <pthread.h>/&\n#include <sched.h>/' \
    'take a token from a semaphore' "asking again and again is not waiting"
lazy 11-pipes/room given 's/pipe->item = item;/pipe->item += item;/; s/\*item = pipe->item;/& pipe->item = 0;/' 'wait on a condition' "adding up in the pipe is not waiting"
lazy 11-pipes/writers given 's/^    while (take/    pthread_join(one, NULL);\n    pthread_join(two, NULL);\n&/; /^    pthread_join([a-z]*, NULL);$/d' \
    'wait on a condition' "reading when all has been written is no repair"
lazy 13-coroutines/turns given 's/strcat(said, name);/strcat(said, "ap");/; s/coroutine_resume(&pears.*//' 'call `coroutine_yield`' "one coroutine does not count for both"
lazy 13-coroutines/account given '/coroutine_yield/d; s/turn < 2/turn < 1/' 'call `coroutine_yield`' "the yield is not deleted"
lazy 13-coroutines/account given 's/for (int turn = 0.*/for (int turn = 0; turn < 2; turn++) coroutine_resume(\&first, NULL, NULL);\n    &/; s/^        coroutine_resume(&first.*//' \
    'This stays as it is: `for (int turn' "one coroutine after the other is no repair"
lazy 13-coroutines/numbers given 's/create(&ann.*/& pthread_join(ann, \&first);/; s/create(&bob.*/& pthread_join(bob, \&second);/; /^    pthread_join/d' "$once" "one caller after the other is no repair"
lazy 14-event-loop/limit solution 's/return loop_sleep.*/return (long)ms > 1000 ? ETIMEDOUT : 0;/; s/task_wait_for(page, 1000, NULL)/task_await(page, NULL)/
    s/task_create(&page/if (ms > 1000) loop_sleep(1000);\n    &/' \
    'This stays as it is: `return loop_sleep' "a faster page is no limit"
lazy 14-event-loop/overdrawn given 's/task_create(&second.*/task_await(first, NULL);\n    &/' 'This stays as it is: `task_create' "one payment after the other is no repair"
lazy 14-event-loop/overdrawn given '/the bank is asked/d' 'This stays as it is: `loop_sleep' "the bank is asked"
lazy 14-event-loop/visits solution "$joined" "$once" "one loop after the other is no repair"
lazy 14-event-loop/visits given 's/int visits;/_Atomic int visits;/; s/^    int before.*//; s/counter.visits = .*/counter.visits++;/' \
    'lock a mutex' "an atomic counter is no lock"
lazy 16-downloads/list given 's/^static void add/static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n&/
    s/list->page\[.*/pthread_mutex_lock(\&lock); &/; s/list->count += 1;/& pthread_mutex_unlock(\&lock);/' '2 different mutexes' "one lock for both is not a lock of its own"
lazy 16-downloads/handles given 's/^static int fetch/static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n&/
    s/mine->got = .*/pthread_mutex_lock(\&lock); & pthread_mutex_unlock(\&lock);/' 'No thread may lock a mutex' "a lock keeps both from downloading at the same time"
lazy 16-downloads/crawler given "$joined" "$once" "one crawler after the other is no repair"
lazy 16-downloads/crawler given 's/^    visit(&pages\[1 - k\]);//' 'This stays as it is: `visit' "each crawler visits both"
