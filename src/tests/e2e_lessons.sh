#!/bin/sh
# e2e_lessons.sh — every demo of every lesson does what its lesson says: sound ones are right for every seed tried, broken ones
# fail at the seed that is announced, or at some seed; the plain flavour is an ordinary program with nothing of the lab in it.
set -u
lab=$BUILD/threadlab
[ -x "$lab" ] || { echo "skip lessons: no $lab"; exit 0; }
lessons=$(dirname "$0")/../../lessons
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data THREADLAB_LESSONS=$lessons

say() { if [ "$1" = 0 ]; then echo "ok $2"; else echo "not ok $2"; fi; }

"$lab" lint >"$scratch/lint" 2>&1
say $? "lint finds no error"
grep error "$scratch/lint"

"$lab" list | sed -n 's/^    \([^ ]*\) .*(broken on purpose)$/\1 broken/p; t
                     s/^    \([^ ]*\) .*(runs live)$/\1 live/p; t
                     s/^    \([^ ]*\) .*/\1 sound/p' >"$scratch/demos"
[ -s "$scratch/demos" ]; say $? "the list has demos"

fails() { timeout 60 "$lab" --plain "$1" ${2:+--seed "$2"} >"$scratch/out" 2>&1; [ $? = 1 ]; }
dreams() { timeout 60 "$lab" check "$1" >"$scratch/out" 2>&1; [ $? = 1 ] && grep -q '^schedule: .*[0-9]s' "$scratch/out"; }
races() { grep -q '^race: ' "$scratch/out"; }

while read -r demo kind; do
    if [ "$kind" != broken ]; then
        good=0 seeds='1 2 3 4 5 6'
        [ "$kind" = live ] && seeds=1       # the dice are the kernel's
        for seed in $seeds; do
            timeout 60 "$lab" --plain "$demo" --seed $seed >"$scratch/out" 2>&1 || good=1
            races && good=1
        done
        say $good "$demo is right, whichever way it goes"
        [ $good = 0 ] || tail -3 "$scratch/out"
    else
        fails "$demo" || races || dreams "$demo"
        say $? "$demo fails at its own seed, or has a data race there, or when somebody wakes for no reason"
    fi
done <"$scratch/demos"

found=0
for program in "$scratch"/cache/threadlab/build/*.program; do
    nm "$program" | grep -Eq '__tsan|__wrap_|lab_' && found=1
done
say $found "nothing of the lab is in the plain flavour"

# A proxy is for the network: what asks this machine itself must not ask it. (Nobody is at this one.) In the lab a demo does
# not even hear of it, so the programs are run alone.
last_line() { timeout 20 "$1" 2>&1 | tail -n 1; }
with_proxy() {
    (nowhere=http://127.0.0.1:1; export http_proxy=$nowhere HTTP_PROXY=$nowhere all_proxy=$nowhere ALL_PROXY=$nowhere
     unset no_proxy NO_PROXY; last_line "$1")
}
asked=0
for program in "$scratch"/cache/threadlab/build/*.program; do
    nm -D "$program" | grep -q ' U curl_easy_init' || continue
    alone=$(last_line "$program") proxied=$(with_proxy "$program")
    [ -n "$alone" ] && [ "$alone" = "$proxied" ] && continue
    asked=1
    echo "without a proxy: $alone, with one: $proxied"
done
say $asked "what downloads from this machine asks no proxy"

# What a demo has started has this folder in its words: the host, and whatever it forked.
if left=$(pgrep -fa -- "--carrier [a-z]* $scratch/"); then
    echo "not ok nothing of a demo survives its end"
    echo "$left"
else
    echo "ok nothing of a demo survives its end"
fi
