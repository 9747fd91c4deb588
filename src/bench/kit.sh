#!/bin/sh
# kit.sh SCRATCH — builds what measures the kit, with those of its peers that are installed, and runs it: GLib, Boost.Context,
# libev, libuv, Python. Prints `what | figure | bar`.
set -u
cd "$(dirname "$0")/../.." || exit 1
scratch=$1
flags='' libraries=''
# All of the kit but what needs libcurl, and what takes over calls of the C library.
kit=$(ls lessons/kit/*.c | grep -v -e /transfer -e /cooperative)

# bench NAME SOURCE… — with what peers have set
bench() {
    name=$1
    shift
    # shellcheck disable=SC2086
    ${CC:-cc} -std=gnu11 -D_GNU_SOURCE -O2 -pthread -Ilessons/kit $flags "src/bench/$name.c" "$@" $libraries -o "$scratch/$name"
    flags='' libraries=''
}

# peer WITH LIBRARY PACKAGE WHAT — a peer that may be installed
peer() {
    if echo 'int main(void) { return 0; }' | ${CC:-cc} -x c - "-l$2" -o "$scratch/peer" 2>/dev/null; then
        flags="$flags -D$1" libraries="$libraries -l$2"
    else
        echo "$4 | not measured: no $3 | "
    fi
}

if pkg-config --exists glib-2.0 2>/dev/null; then
    flags="-DWITH_GLIB $(pkg-config --cflags glib-2.0)" libraries=$(pkg-config --libs glib-2.0)
else
    echo 'kit against GLib | not measured: no libglib2.0-dev | '
fi
if command -v python3 >/dev/null; then
    python3 src/bench/kit_peers.py >"$scratch/peers"
else
    echo "kit against Python | not measured: no python3 | "
fi
# shellcheck disable=SC2086
bench kit_bench $kit && "$scratch/kit_bench" "$scratch/peers"
peer WITH_BOOST boost_context libboost-context-dev 'coroutine: a switch over Boost.Context'
bench coroutine_bench lessons/kit/coroutine.c && "$scratch/coroutine_bench"
peer WITH_EV ev libev-dev 'kit loop at 10,000 connections over libev'
peer WITH_UV uv libuv1-dev 'kit loop at 10,000 connections over libuv'
# shellcheck disable=SC2086
bench loop_bench $kit && "$scratch/loop_bench"
