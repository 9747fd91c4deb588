#!/bin/sh
# e2e_programs.sh — programs that use every call of theirs rightly print the same on fibers (whatever the seed), on real threads,
# and without the lab; and no data race is found in them.
set -u
here=$(cd "$(dirname "$0")" && pwd)
lab=$BUILD/threadlab
[ -x "$lab" ] || { echo "skip programs: no $lab"; exit 0; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data

claim() {           # claim TITLE WANTED options…: runs $file
    title=$1 wanted=$2
    shift 2
    timeout 60 "$lab" run --plain "$@" "$file" >"$scratch/out" 2>&1
    if grep -qxF "output: $wanted" "$scratch/out" && ! grep -q '^race' "$scratch/out"; then
        echo "ok $title"
    else
        echo "not ok $title"
        tail -4 "$scratch/out"
    fi
}

for file in "$here"/programs/*.c; do
    name=$(basename "$file" .c)
    wanted=$(sed -n '1s/.*output: //p' "$file")
    ${CC:-cc} -std=gnu11 -pthread -o "$scratch/plain" "$file" -lm && [ "$("$scratch/plain")" = "$wanted" ] \
        && echo "ok $name without the lab" || echo "not ok $name without the lab"
    for seed in 1 2 3 4 5; do
        claim "$name on fibers, seed $seed" "$wanted" --seed $seed
    done
    claim "$name on real threads" "$wanted" --carrier kernel
done

# What the learner calls it, and which one of them.
timeout 60 "$lab" run --plain --seed 3 "$here/programs/heap.c" >"$scratch/out" 2>&1
for words in 'locks `node.lock`' 'locks `node#2.lock`' 'reads `node#2.value`: 2 ' 'writes `cells\[0\]` = 1' 'writes `cells\[1\]` = 2'; do
    grep -q "$words" "$scratch/out" && echo "ok on the heap it $words" || { echo "not ok on the heap it $words"; cat "$scratch/out"; }
done

timeout 60 "$lab" run --plain --seed 3 "$here/programs/named_objects.c" >"$scratch/out" 2>&1
for words in 'locks `left lock`' 'writes `right count` = 4' 'unlocks `right lock`'; do
    grep -q "$words" "$scratch/out" && echo "ok a name that was given: $words" || { echo "not ok a name that was given: $words"; cat "$scratch/out"; }
done

# What a program tells of itself is a step like others: it can be searched.
cat >"$scratch/telling.c" <<'END'
#include <pthread.h>
#include "threadlab.h"
static void *work(void *unused)
{
    static const long ended[4] = { 1, 2, 3, 4 };
    lab_transfer("http://127.0.0.1:80/page?a=b", LAB_WAITS, 0);
    lab_transfer_over("http://127.0.0.1:80/page?a=b", 200, 5, ended);
    lab_progress("all", 1, 2);
    return unused;
}
int main(void)
{
    pthread_t thread[2];
    for (int k = 0; k < 2; k++)
        pthread_create(&thread[k], 0, work, 0);
    for (int k = 0; k < 2; k++)
        pthread_join(thread[k], 0);
    return 0;
}
END
timeout 60 "$lab" run --plain "$scratch/telling.c" -- -I"$here/../../lessons/kit" >"$scratch/out" 2>&1
for words in 'asks for `:80/page`' 'receives `:80/page`: 5 bytes' 'ends `:80/page`: status 200' 'gets on with `all`: 1 of 2'; do
    grep -q "$words" "$scratch/out" && echo "ok a program tells: it $words" || { echo "not ok a program tells: it $words"; cat "$scratch/out"; }
done
timeout 60 "$lab" check "$scratch/telling.c" -- -I"$here/../../lessons/kit" >"$scratch/out" 2>&1
if grep -q '^sound: .* (all of them executed' "$scratch/out"; then
    echo "ok what a program tells can be searched"
else
    echo "not ok what a program tells can be searched"
    cat "$scratch/out"
fi

cat >"$scratch/opened.c" <<'END'
#include <unistd.h>
#include "threadlab.h"
int main(void)
{
    int mine[2], left_out[2];
    lab_hide(true);
    if (pipe(left_out) != 0)
        return 1;
    lab_hide(false);
    return pipe(mine) != 0 || write(left_out[1], "a", 1) != 1 || write(mine[1], "bc", 2) != 2;
}
END
timeout 60 "$lab" run --plain --carrier kernel "$scratch/opened.c" -- -I"$here/../../lessons/kit" >"$scratch/out" 2>&1
if grep -q 'writes to .*: 2 bytes' "$scratch/out" && ! grep -q '1 byte' "$scratch/out"; then
    echo "ok what is opened while hiding stays hidden"
else
    echo "not ok what is opened while hiding stays hidden"
    cat "$scratch/out"
fi

# What a program asks to be left out of a live run; a search sees it all the same.
cat >"$scratch/hidden.c" <<'END'
#include <pthread.h>
#include "threadlab.h"
static int behind, before;
static void *work(void *unused) { lab_hide(true); lab_hide(true); lab_hide(false); behind = 1; lab_hide(false); before = 2; return unused; }
int main(void)
{
    pthread_t thread;
    pthread_create(&thread, 0, work, 0);
    pthread_join(thread, 0);
    return behind + before - 3;
}
END
for carrier in kernel fiber; do
    timeout 60 "$lab" run --plain --carrier $carrier "$scratch/hidden.c" -- -I"$here/../../lessons/kit" >"$scratch/out" 2>&1
    grep -q 'writes `before` = 2' "$scratch/out" && echo "ok what is not hidden is shown ($carrier)" \
        || { echo "not ok what is not hidden is shown ($carrier)"; cat "$scratch/out"; }
    grep -q 'writes `behind`' "$scratch/out" && shown=fiber || shown=kernel
    [ $shown = $carrier ] && echo "ok what is hidden is left out live, and only there ($carrier)" \
        || { echo "not ok what is hidden is left out live, and only there ($carrier)"; cat "$scratch/out"; }
done
