#!/bin/sh
# e2e_survivors.sh — demos killed at random moments: the lab, its keeper, its host, any process of it, by one signal or another.
# Nothing is left then: no process, no named pipe, no name of shared memory or of a message queue, no port that listens.
# KILLS (40) says how often, KILL_SEED what is drawn; few kills draw from few demos, as each has to be compiled first.
set -u
lab=$BUILD/threadlab
[ -x "$lab" ] || { echo "skip survivors: no $lab"; exit 0; }
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d) || exit 1
export XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data THREADLAB_LESSONS=$root/lessons
kills=${KILLS:-40} seed=${KILL_SEED:-$(date +%s)}
PATIENCE=10000                  # ms: so long it may take a lab to see that its demo has gone, over what the demo takes
here=$scratch/here              # whoever works in this folder belongs to us
mkdir "$here"
as_ever=''                      # what a shell runs in the background ignores SIGINT
env --default-signal=INT true 2>/dev/null && as_ever='env --default-signal=INT'
trap 'rm -rf "$scratch"' EXIT

draw() {            # draw N: sets $drawn to one of 0 … N-1
    seed=$(( (seed * 1103515245 + 12345) % 2147483648 ))
    drawn=$(( (seed >> 8) % $1 ))
}
now() { date +%s%3N; }
pick() { sed -n "$(( $2 + 1 ))p" "$1"; }

begin() {           # begin WORDS…: the lab, with them
    # shellcheck disable=SC2086
    (cd "$here" && exec $as_ever "$lab" "$@") >"$scratch/out" 2>&1 </dev/null &
    started=$!
}
ended() { ! kill -0 "$started" 2>/dev/null; }
wait_for_end() {    # wait_for_end MS
    until=$(( $(now) + $1 ))
    until ended; do
        [ "$(now)" -lt $until ] || return 1
        sleep 0.02
    done
    wait "$started" 2>/dev/null
    return 0
}

# ---- whoever there is, and what they have ----

children() {        # children PID…: these and all that come from them
    for parent in "$@"; do
        echo "$parent"
        # shellcheck disable=SC2046
        children $(pgrep -P "$parent")
    done
}
one_called() {      # one_called NAME: among $family
    for one in $family; do
        [ "$(cat "/proc/$one/comm" 2>/dev/null)" = "$1" ] && echo "$one" && return
    done
}
listening() { cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk '$4 == "0A" { print $10 }' | sort; }
ports() {           # the sockets of $family that listen, by their numbers
    for one in $family; do
        find "/proc/$one/fd" -lname 'socket:*' -printf '%l\n' 2>/dev/null
    done | tr -dc '0-9\n' | sort -u | comm -12 - "$scratch/listening"
}
names() {           # of what nobody lives for any more
    for name in /dev/shm/*threadlab-*-*; do
        pid=${name##*threadlab-}
        [ ! -e "$name" ] || [ -d "/proc/${pid%%-*}" ] || echo "$name"
    done
    find /tmp "$here" -maxdepth 1 -type p ! -name 'vgdb-pipe-*'          # valgrind's own
    ls /dev/mqueue/* 2>/dev/null
    awk 'FNR > 1 { print FILENAME, $1, $2 }' /proc/sysvipc/msg /proc/sysvipc/shm /proc/sysvipc/sem 2>/dev/null
}
left() {            # what is left of this round
    find /proc/[0-9]* -maxdepth 1 -name cwd -lname "$here*" 2>/dev/null | sed 's/^/process: /'
    for one in $family; do
        grep -qs '^State:.[^Z]' "/proc/$one/status" && tr '\0' ' ' <"/proc/$one/cmdline" | sed "s/^/process $one: /" && echo
    done
    listening | comm -12 - "$scratch/ports" | sed 's/^/port: /'
    names | sort | comm -23 - "$scratch/before" | sed 's/^/name: /'
}
nothing_left() {
    tries=0
    while left >"$scratch/left"; [ -s "$scratch/left" ]; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || return 1
        sleep 0.05
    done
}

clear_up() {        # one failure is not to be the next one's as well
    find /proc/[0-9]* -maxdepth 1 -name cwd -lname "$here*" 2>/dev/null | cut -d/ -f3 | while read -r one; do kill -KILL "$one"; done
    names | sort >"$scratch/before"
}

# ---- what is run: WORDS for the lab, behind the time it takes ----

"$lab" list >"$scratch/list"
sed -n 's/^ *\([^ ]*\/[^ ]*\) .*(runs live).*/--plain \1/p' "$scratch/list" >"$scratch/live"
{
    cat "$scratch/live"
    sed -n 's/^ *\([^ ]*\/[^ ]*\) .*/--plain --carrier kernel \1/p' "$scratch/list"
    sed -n 's/.* \([^ ]*\)\/.*/measure --rounds 1 --seconds 0 \1/p' "$scratch/live" | sort -u
} >"$scratch/any"
[ -s "$scratch/live" ] || { echo "skip survivors: no demo runs live"; exit 0; }
names | sort >"$scratch/before"

longest=60000                   # ms; with few kills, nothing that takes long
[ "$kills" -ge 200 ] || longest=800
try() {             # try FILE: draws one of its lines, and runs it once to see how long it takes
    draw "$(wc -l <"$1")"
    words=$(pick "$1" "$drawn")
    grep -q " $words\$" "$scratch/chosen" && return
    begin $words
    wait_for_end 60000 || kill -KILL "$started"
    from=$(now)
    begin $words
    wait_for_end 60000 || kill -KILL "$started"
    time=$(( $(now) - from ))
    [ $time -gt $longest ] || echo "$time $words" >>"$scratch/chosen"
}
: >"$scratch/chosen"
while [ "$(wc -l <"$scratch/chosen")" -lt $(( kills / 10 + 1 )) ] && [ "$(wc -l <"$scratch/chosen")" -lt 60 ]; do
    draw 3
    if [ "$drawn" = 0 ]; then try "$scratch/any"; else try "$scratch/live"; fi
done

# ---- the rounds ----

strike() {          # strike VICTIM SIGNAL
    case $1 in
        lab)    target=$started ;;
        keeper) target=$(one_called keeper) ;;
        host)   target=$(one_called threadlab-host) ;;
        any)    set -- any "$2" $family
                shift 2
                draw $#
                shift "$drawn"
                target=$1 ;;
    esac
    [ -n "$target" ] && kill -"$signal" "$target" 2>/dev/null
}
round() {
    draw "$(wc -l <"$scratch/chosen")"
    read -r time words <<END
$(pick "$scratch/chosen" "$drawn")
END
    draw 20
    [ "$drawn" = 0 ] && rm -rf "$scratch/cache"         # now it may hit a compiler
    draw $((time + 1))
    moment=$drawn
    begin $words
    sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
    listening >"$scratch/listening"
    family=$(children "$started")
    ports >"$scratch/ports"
    strike "$victim" "$signal"
    if ! wait_for_end $((time + PATIENCE)); then
        kill -KILL "$started"
        nothing_left
        echo "the lab did not end"
        return 1
    fi
    nothing_left || { cat "$scratch/left"; return 1; }
}

printf '%s\n' 'lab KILL' 'lab TERM' 'lab INT' 'lab HUP' 'host KILL' 'any KILL' 'any TERM' 'keeper KILL' >"$scratch/kinds"
done=0 bad=''
while [ $done -lt "$kills" ]; do
    read -r victim signal <<END
$(pick "$scratch/kinds" $((done % 8)))
END
    drawn_from=$seed
    if ! round >"$scratch/story" 2>&1; then
        echo "# KILL_SEED=$drawn_from: $signal to $victim at $moment of $time ms of $words"
        sed 's/^/#   /' "$scratch/story"
        clear_up 2>/dev/null
        bad="$bad $victim-$signal"
    fi
    done=$((done + 1))
done
while read -r victim signal; do
    case " $bad " in
        *" $victim-$signal "*) echo "not ok $signal to $victim at random moments leaves nothing" ;;
        *) echo "ok $signal to $victim at random moments leaves nothing" ;;
    esac
done <"$scratch/kinds"
begin $(sed -n '1s/^[0-9]* //p' "$scratch/chosen")
if wait_for_end 60000; then echo "ok and the lab works as before"; else echo "not ok the lab works as before"; fi
