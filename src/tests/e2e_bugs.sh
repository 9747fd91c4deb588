#!/bin/sh
# e2e_bugs.sh — the classic bugs, each with a sound twin (-DSOUND): the right verdict, with the fewest preemptions that can
# show it, a schedule that leads there again, and no false alarm. What is to be found stands in each file.
set -u
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data THREADLAB_LESSONS=$here/../../lessons
cd "$here/bugs" || exit 1

# The first line of what check says of a file.
check() {
    timeout 120 "$BUILD/threadlab" check "$@" >"$scratch/out" 2>&1
    code=$?
    line=$(head -n 1 "$scratch/out")
}

is_found() {
    check "$1"
    [ $code = 1 ] || return 1
    case $line in "fails: $kind"*) ;; *) return 1 ;; esac
    [ -z "$least" ] || echo "$line" | grep -q "with $least preemption" || return 1
    check "$1" --schedule "$(sed -n 's/^schedule: //p' "$scratch/out")"
    case $line in "fails: $kind"*) return 0 ;; esac
    return 1
}

for file in *.c; do
    name=${file%.c}
    expect=$(sed -n 's,^/\* expect: \(.*\) \*/,\1,p' "$file")
    least=$(echo "$expect" | sed -n 's/.* \([0-9]*\)$/\1/p')
    kind=${expect% [0-9]*}
    if is_found "$file"; then echo "ok $name: $expect"; else echo "not ok $name: $expect: $line"; fi
    check "$file" -- -DSOUND
    if [ $code = 0 ]; then echo "ok $name, repaired, is sound"; else echo "not ok $name, repaired, is sound: $line"; fi
done
