#!/bin/sh
# e2e_kit.sh — the kit checked by the lab: each client in kit/ in every way it can go, each broken variant found; then the
# parts under load, watched by ThreadSanitizer. Where a search leaves something out, the claim says so: (1), (2) at most so
# many preemptions.
# KIT_COMPLETE=1: neither (1) nor (2), 40 seconds more.
set -u
here=$(cd "$(dirname "$0")" && pwd)
kit=$here/../../lessons/kit
scratch=$(mktemp -d) || exit 1
trap 'kill $load $clients 2>/dev/null; rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data THREADLAB_LESSONS=$here/../../lessons
cd "$here/kit" || exit 1

# Under load, meanwhile: real threads, nothing of the lab, and no libcurl, which need not be there.
parts=$(ls "$kit"/*.c | grep -v /transfer)
echo 'int main(void) { return 0; }' >"$scratch/probe.c"
{
    if ! ${CC:-cc} -fsanitize=thread "$scratch/probe.c" -o "$scratch/probe" 2>"$scratch/why" || ! "$scratch/probe" 2>>"$scratch/why"; then
        echo "skip the kit under load: ThreadSanitizer does not work here: $(head -n 1 "$scratch/why")"
    elif ! ${CC:-cc} -g -O1 -fsanitize=thread -pthread -I"$kit" ../kit_load.c $parts -o "$scratch/load"; then
        echo 'not ok the load compiles'
    else
        TSAN_OPTIONS='exitcode=66 halt_on_error=1' timeout 200 "$scratch/load"
        status=$?
        [ $status = 0 ] && echo 'ok and no data race under load' || echo "not ok and no data race under load: exit code $status"
    fi
} >"$scratch/load.out" 2>&1 &
load=$! clients=''

parts() {
    case $1 in
    pool_busy) echo "$kit/future.c $kit/latch.c" ;;
    pool*) echo "$kit/pool.c $kit/future.c" ;;
    completed*) echo "$kit/completed.c $kit/future.c" ;;
    loop*|greenlet*)
        for part in greenlet async_generator loop task task_await task_line task_wait loop_sync loop_queue coroutine; do
            echo "$kit/$part.c"
        done ;;
    generator*) echo "$kit/generator.c $kit/coroutine.c" ;;
    *) echo "$kit/${1%%_*}.c" ;;
    esac
}

# says CODE WORDS CLIENT NAME OPTIONS… — the exit code, and what the first line must hold
says() {
    code=$1 words=$2 client=$3 name=$4
    shift 4
    # shellcheck disable=SC2046
    timeout 200 "$BUILD/threadlab" check "$client.c" $(parts "$client") --time 150 "$@" >"$out" 2>&1
    got=$?
    if [ $got = "$code" ] && head -n 1 "$out" | grep -qE -- "$words"; then
        echo "ok $client: $name"
    else
        echo "not ok $client: $name: exit code $got"
        head -n 5 "$out"
    fi
}

out=$scratch/clients
{
    for client in barrier barrier_leave completed coroutine coroutine_deep coroutine_gone coroutine_local coroutine_outer coroutine_poll event event_answer event_leave event_pulse event_timed future generator greenlet \
                  latch loop_cancel loop_condition loop_generator loop_jobs loop_lock loop_threads \
                  queue_get queue_join queue_priority queue_put queue_shutdown queue_shutdown_now queue_timed thread pool \
                  pool_map pool_shutdown; do
        says 0 '^sound: none of its .* traces fails \(all of them executed' $client 'right in every way it can go'
        says 1 '^fails: ' $client 'broken, and found' -- -DBROKEN
    done
} >"$scratch/clients.out" 2>&1 &
clients=$!

out=$scratch/out
says 0 '^sound: none of its .* \(all of them executed' pool 'two workers and one task' -- -DWORKERS=2 -DTASKS=1
says 0 '^sound: none of its .* \(all of them executed' barrier_leave 'the other one destroys it' -- -DDESTROYER=0
says 1 '^fails: all asleep' pool_busy 'broken, and found' -- -DBROKEN
for client in pool pool_map pool_busy; do
    bound=1
    [ $client = pool ] && bound=2
    if [ -n "${KIT_COMPLETE-}" ]; then
        says 0 '^sound: none of its .* \(all of them executed' $client 'two workers and two tasks' -- -DWORKERS=2
    else
        says 2 "none of .* executions fails, .* all with at most $bound preemption" $client "two workers and two tasks ($bound)" \
            --bound $bound -- -DWORKERS=2
    fi
done

for client in barrier completed event event_pulse future latch queue_get queue_join queue_put queue_shutdown queue_timed thread; do
    says 0 '^sound' $client 'though its waiters may wake for nothing' --spurious
done
# The clients can tell a sound kit from one that is not: what it must not be is made of it by the compiler's command line.
says 1 '^fails' queue_get 'an if for each while is found' -- -Dwhile=if
for client in barrier completed event future latch thread; do
    says 1 '^fails' $client 'an if for each while is found, when one wakes for nothing' --spurious -- -Dwhile=if
done
for client in queue_shutdown thread; do
    says 1 '^fails: (lost wake-up|all asleep)' $client 'a signal for each broadcast is found' -- -Dpthread_cond_broadcast=pthread_cond_signal
done
says 1 '^fails: lost wake-up' pool 'a signal for each broadcast is found' -- -DWORKERS=2 -DTASKS=1 \
    -Dpthread_cond_broadcast=pthread_cond_signal

says 0 '^sound' barrier 'an if is right as long as nobody wakes for nothing' -- -DBROKEN_IF
says 1 '^fails' barrier 'and wrong when somebody does' --spurious -- -DBROKEN_IF

# In a bounded number of turns each coroutine ends up where it should, whatever tool looks on.
flavour() {
    name=$1
    shift
    if "$@" -g -pthread -I"$kit" ../kit_coroutines.c "$kit/coroutine.c" "$kit/generator.c" -o "$scratch/flavour" 2>"$out" \
        && timeout 60 $tool "$scratch/flavour" >"$out" 2>&1 && [ ! -s "$out" ]; then
        echo "ok coroutines $name"
    else
        echo "not ok coroutines $name"
        head -n 10 "$out"
    fi
}
tool=''
flavour 'as they are' ${CC:-cc} -O2
flavour 'by way of ucontext' ${CC:-cc} -O2 -DCOROUTINE_UCONTEXT
if [ -x "$scratch/probe" ] && "$scratch/probe" 2>/dev/null; then
    flavour 'under ThreadSanitizer' ${CC:-cc} -O1 -fsanitize=thread
else
    echo 'skip coroutines under ThreadSanitizer: it does not work here'
fi
if ${CC:-cc} -fsanitize=address,undefined "$scratch/probe.c" -o "$scratch/probe2" 2>"$out" && "$scratch/probe2" 2>>"$out"; then
    flavour 'under AddressSanitizer' ${CC:-cc} -O1 -fsanitize=address,undefined
else
    echo "skip coroutines under AddressSanitizer: $(head -n 1 "$out")"
fi
tool='valgrind -q --error-exitcode=9 --leak-check=full'
if command -v valgrind >/dev/null; then
    flavour 'under valgrind' ${CC:-cc} -O1
else
    echo 'skip coroutines under valgrind: there is none'
fi
tool=''

# Each example of the README compiles, as the body of a function.
cat >"$scratch/examples.c" <<'EOF'
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include "answer.h"
#include "async_generator.h"
#include "barrier.h"
#include "completed.h"
#include "coroutine.h"
#include "event.h"
#include "generator.h"
#include "green_pool.h"
#include "greenlet.h"
#include "latch.h"
#include "loop.h"
#include "loop_io.h"
#include "loop_sync.h"
#include "pool.h"
#include "queue.h"
#include "scoped_lock.h"
#include "server.h"
#include "stackless.h"
#include "task.h"
#include "task_group.h"
#include "task_wait.h"
#include "thread.h"
#include "transfer.h"
#include <string.h>
#include <unistd.h>
extern struct future *futures[5];
extern pthread_mutex_t mutex;
extern bool nothing_to_do;
extern const char bytes[];
extern size_t size;
extern int count;
void *work(void *);
int task(void *, void **);
void tell(struct future *, void *);
void *tally(void *);
void use(void *);
void *squares(struct generator *, void *);
struct counter { struct stackless at; int k; };
enum stackless_status count_up(struct counter *);
void function_1(void *);
int everything(void *, void **);
int sleep_long(void *, void **);
int fetch(void *, void **);
int compress(void *, void **);
int count_down(void *, void **);
int crawl(struct async_generator *, void *);
extern void *urls[];
extern int seconds, a, b, fd, status;
extern struct task *tasks[3];
extern void *values[3], *result;
extern struct task_group group;
extern char line[80], url[100];
extern ssize_t n;
extern pid_t pid;
extern struct pool pool;
extern struct file { int number; } file;
EOF
awk '/^```c$/ { inside = 1; n++; next }
     /^```$/ { if (inside && !whole) print "}"; inside = 0; next }
     inside == 1 { whole = /^enum /; if (!whole) print "void example" n "(void)\n{"; inside = 2 }
     inside' "$kit/README.md" >>"$scratch/examples.c"
examples=$(grep -c '^void example' "$scratch/examples.c")
if [ "$examples" -ge 11 ] && ${CC:-cc} -Wall -Wextra -Werror -fsyntax-only -I"$kit" "$scratch/examples.c" 2>"$scratch/out"; then
    echo "ok the README's examples compile"
else
    echo "not ok the README's examples compile: $examples"
    head -n 10 "$scratch/out"
fi

wait $clients $load
cat "$scratch/clients.out" "$scratch/load.out"
