#!/bin/sh
# e2e_faults.sh — demos that do everything wrong, on both carriers: the lab says what happened and where, goes on, and leaves
# no process behind. FAULT_ROUNDS: how often each (1).
set -u
here=$(dirname "$0")
lab=$BUILD/threadlab
[ -x "$lab" ] || { echo "skip faults: no $lab"; exit 0; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data

sentence() {        # the last line's words for each outcome, from trace/kinds.h
    sed -n "s/^ *X($1, *\"[^\"]*\", *\"\([^\"]*\)\").*/\1/p" "$here/../trace/kinds.h"
}

check() {           # check FILE CARRIER
    name=$(basename "$1" .c)
    wanted=$(sed -n '1s/.*expect: \([A-Z]*\).*/\1/p' "$1")
    line=$(sed -n '1s/.* line \([0-9]*\).*/\1/p' "$1")
    timeout 120 "$lab" run --plain --seed 1 --steps 200000 --carrier "$2" "$1" >"$scratch/out" 2>"$scratch/err"
    code=$?
    last=$(tail -n 1 "$scratch/out")
    if [ "$2" = kernel ]; then      # live, what happens is the machine's to say: the lab must only survive it
        case $code in 0|1|2) return 0 ;; *) return 1 ;; esac
    fi
    case $wanted in
        ANY) case $code in 0|1) return 0 ;; *) return 1 ;; esac ;;
        UNFINISHED) [ $code = 2 ]; return ;;
        EXITED) [ $code = 0 ]; return ;;
        CODE) [ $code = 1 ] && echo "$last" | grep -q "code 3"; return ;;
        MISUSE) [ $code = 1 ] && echo "$last" | grep -q "^Against the rules: .*line $line"; return ;;
        DEADLOCK) [ $code = 1 ] && echo "$last" | grep -q "^Deadlock: "; return ;;
    esac
    [ $code = 1 ] && echo "$last" | grep -qF "$(sentence "$wanted")" || return 1
    [ -z "$line" ] || echo "$last" | grep -q "line $line"
}

for file in "$here"/faults/*.c; do
    for carrier in fiber kernel; do
        name=$(basename "$file" .c)
        case $carrier:$name in      # live these never end by themselves, and nobody is there to stop them
            kernel:loops|kernel:livelock|kernel:forks) continue ;;
        esac
        round=0 good=yes
        while [ $round -lt "${FAULT_ROUNDS:-1}" ] && [ $good = yes ]; do
            check "$file" $carrier || good=no
            round=$((round + 1))
        done
        if [ $good = yes ]; then
            echo "ok $name on $carrier is told and survived"
        else
            echo "not ok $name on $carrier: exit code $code, last line: $last"
            cat "$scratch/err"
        fi
    done
done

# Each run above waited for its keeper, which waits for all that it has started.
if pgrep -f "$scratch" >/dev/null 2>&1; then
    echo "not ok nothing is left behind: $(pgrep -af "$scratch" | head -3)"
else
    echo "ok nothing is left behind"
fi
