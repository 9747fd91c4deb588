#!/bin/sh
# kit.sh SCRATCH — builds kit_bench.c with the kit, and with GLib where it is installed, and runs it beside its peers in
# Python, where there is one. Prints `what | figure | bar`.
set -u
cd "$(dirname "$0")/../.." || exit 1
scratch=$1
glib=''
if pkg-config --exists glib-2.0 2>/dev/null; then
    glib="-DWITH_GLIB $(pkg-config --cflags --libs glib-2.0)"
else
    echo 'kit against GLib | not measured: no libglib2.0-dev | '
fi
if command -v python3 >/dev/null; then
    python3 src/bench/kit_peers.py >"$scratch/peers"
else
    echo "kit against Python | not measured: no python3 | "
fi
# shellcheck disable=SC2086
${CC:-cc} -std=gnu11 -O2 -pthread -Ilessons/kit src/bench/kit_bench.c $(ls lessons/kit/*.c | grep -v /transfer) $glib -o "$scratch/kit_bench" \
    && "$scratch/kit_bench" "$scratch/peers"
boost=''
if echo 'void *make_fcontext(void); int main(void) { return !make_fcontext(); }' >"$scratch/boost.c" \
    && ${CC:-cc} "$scratch/boost.c" -lboost_context -o "$scratch/boost" 2>/dev/null; then
    boost='-DWITH_BOOST -lboost_context'
else
    echo 'coroutine: a switch over Boost.Context | not measured: no libboost-context-dev | '
fi
# shellcheck disable=SC2086
${CC:-cc} -std=gnu11 -O2 -pthread -Ilessons/kit src/bench/coroutine_bench.c lessons/kit/coroutine.c $boost -o "$scratch/coroutine_bench" \
    && "$scratch/coroutine_bench"
