#!/bin/sh
# e2e_downloads.sh — the kit's downloads, where there is a libcurl: as they are, and under AddressSanitizer and valgrind.
set -u
here=$(cd "$(dirname "$0")" && pwd)
kit=$here/../../lessons/kit
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
if ! echo '#include <curl/curl.h>' | ${CC:-cc} -E -x c - >/dev/null 2>&1; then
    echo 'skip the kit'\''s downloads: no libcurl4-openssl-dev'
    exit 0
fi

build() {
    ${CC:-cc} -std=gnu11 -g -O1 -pthread -Wall -Wextra "$@" -I"$kit" "$here/kit_transfers.c" "$kit"/*.c -lcurl -o "$scratch/transfers" \
        2>"$scratch/out"
}

if build; then
    timeout 120 "$scratch/transfers" || echo "not ok transfers run to their end: exit code $?"
else
    echo 'not ok transfers compile'
    head -n 10 "$scratch/out"
fi

# In the lab a download is seen from phase to phase, and each of four ways as it gets on.
if [ -x "${BUILD:-}/threadlab" ]; then
    export XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data THREADLAB_LESSONS=$here/../../lessons
    multi=$("$BUILD/threadlab" list | sed -n 's/^    \([^ ]*\/multi\) .*/\1/p' | head -n 1)
    timeout 60 "$BUILD/threadlab" --plain "$multi" >"$scratch/out" 2>&1
    for words in 'looks up the host of `:[0-9]*/0`' 'connects for `:[0-9]*/0`' 'asks for `:[0-9]*/0`' 'receives `:[0-9]*/3`: 4096 bytes so far' \
        'ends `:[0-9]*/3`: status 200, after [0-9.]* ms'; do
        if grep -q "$words" "$scratch/out"; then echo "ok it $words"; else echo "not ok it $words"; fi
    done
    if [ "$(grep -c 'ends `' "$scratch/out")" = 8 ]; then echo "ok each page ends once"; else echo "not ok each page ends once"; fi
    timeout 60 "$BUILD/threadlab" --plain "${multi%/*}/race" >"$scratch/out" 2>&1
    for way in 'in turn' '5 threads' '5 processes' 'one loop'; do
        count=$(grep -c "gets on with \`$way\`: [0-9]* of 160" "$scratch/out")
        if [ "$count" = 161 ]; then echo "ok $way: each of 160 pages is a step"; else echo "not ok $way: each of 160 pages is a step: $count"; fi
    done
fi

quiet() {
    name=$1
    shift
    if timeout 120 "$@" "$scratch/transfers" >"$scratch/out" 2>&1 && ! grep -v '^ok ' "$scratch/out"; then
        echo "ok transfers $name"
    else
        echo "not ok transfers $name"
        head -n 20 "$scratch/out"
    fi
}
if command -v valgrind >/dev/null; then
    quiet 'lose no memory, as valgrind sees it' valgrind -q --error-exitcode=9 --leak-check=full
else
    echo 'skip transfers under valgrind: there is none'
fi
if build -fsanitize=address,undefined; then
    quiet 'and AddressSanitizer'
else
    echo "skip transfers under AddressSanitizer: $(head -n 1 "$scratch/out")"
fi
