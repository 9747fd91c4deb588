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
