#!/bin/sh
# e2e_green.sh — blocking calls made cooperative at link time: in any program, under the tools that take over calls themselves,
# and in the lab, where sleeping goes on fibers and descriptors go live.
set -u
here=$(cd "$(dirname "$0")" && pwd)
kit=$here/../../lessons/kit
lab=$BUILD/threadlab
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data
sleep_says='a0 b0 a1 b1 c0 c1 d0 d1 together' pipe_says='hi hi hi hi hi hi end'

parts=''
for part in green_pool greenlet cooperative loop task task_await task_line task_wait loop_sync coroutine; do
    parts="$parts $kit/$part.c"
done
io=''
for part in cooperative_io loop_io loop_outside pool future; do
    io="$io $kit/$part.c"
done

all=$(ls "$kit"/*.c | grep -v /transfer)      # those need libcurl
plain() {           # plain NAME TOOL COMPILER…
    name=$1 tool=$2
    shift 2
    rm -rf "$scratch/objects"
    mkdir "$scratch/objects"
    (cd "$scratch/objects" && "$@" -g -c -I"$kit" $all) 2>"$scratch/out"
    for client in sleep pipe; do
        [ "$client" = sleep ] && wanted=$sleep_says || wanted=$pipe_says
        rm -f "$scratch/says"
        if "$@" -g -I"$kit" "$here/kit_green_$client.c" "$scratch"/objects/*.o -o "$scratch/$client" -pthread 2>>"$scratch/out" \
            && timeout 60 $tool "$scratch/$client" >"$scratch/says" 2>>"$scratch/out" && [ "$(cat "$scratch/says")" = "$wanted" ] \
            && [ ! -s "$scratch/out" ]; then
            echo "ok greenlets that $client $name"
        else
            echo "not ok greenlets that $client $name"
            head -n 10 "$scratch/out" "$scratch/says"
        fi
    done
}
plain 'with the whole kit' '' ${CC:-cc} -O2 -Wall -Wextra -Werror
plain 'with checked calls' '' ${CC:-cc} -O2 -D_FORTIFY_SOURCE=2
echo 'int main(void) { return 0; }' >"$scratch/probe.c"
for sanitizer in thread address,undefined; do
    if ${CC:-cc} -fsanitize=$sanitizer "$scratch/probe.c" -o "$scratch/probe" 2>/dev/null && "$scratch/probe" 2>/dev/null; then
        plain "under the sanitizer of $sanitizer" '' ${CC:-cc} -O1 -fsanitize=$sanitizer
    else
        echo "skip greenlets under the sanitizer of $sanitizer: it does not work here"
    fi
done
if command -v valgrind >/dev/null; then
    plain 'under valgrind' 'valgrind -q --error-exitcode=9 --leak-check=full' ${CC:-cc} -O1
else
    echo 'skip greenlets under valgrind: there is none'
fi

[ -x "$lab" ] || { echo "skip greenlets in the lab: no $lab"; exit 0; }

# shellcheck disable=SC2086
if timeout 100 "$lab" check "$here/kit_green_sleep.c" $parts --expect "$sleep_says
" -- -I"$kit" >"$scratch/out" 2>&1; then
    echo 'ok greenlets that sleep do so on fibers, and are right in every way they can go'
else
    echo 'not ok greenlets that sleep do so on fibers, and are right in every way they can go'
    head -n 5 "$scratch/out"
fi
for client in sleep pipe; do
    [ "$client" = sleep ] && wanted=$sleep_says || wanted=$pipe_says
    # shellcheck disable=SC2086
    timeout 100 "$lab" run --plain --carrier kernel "$here/kit_green_$client.c" $parts $io -- -I"$kit" >"$scratch/out" 2>&1
    if grep -qxF "output: $wanted" "$scratch/out"; then
        echo "ok greenlets that $client do so live in the lab"
    else
        echo "not ok greenlets that $client do so live in the lab"
        tail -n 5 "$scratch/out"
    fi
done
