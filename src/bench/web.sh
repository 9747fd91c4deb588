#!/bin/sh
# web.sh SCRATCH — builds web_bench.c with the kit's server, and with libcurl where it is installed, and runs it. Prints
# `what | figure | bar`.
set -u
cd "$(dirname "$0")/../.." || exit 1
curl='' parts=''
echo '#include <curl/curl.h>' | ${CC:-cc} -E -x c - >/dev/null 2>&1 && curl='-DWITH_CURL -lcurl' \
    && parts=$(ls lessons/kit/transfer*.c lessons/kit/loop.c lessons/kit/loop_io.c lessons/kit/loop_sync.c lessons/kit/task*.c lessons/kit/coroutine.c)
# shellcheck disable=SC2086
${CC:-cc} -std=gnu11 -D_GNU_SOURCE -O2 -Wall -Wextra -pthread -Ilessons/kit src/bench/web_bench.c lessons/kit/server.c lessons/kit/answer.c \
    lessons/kit/request.c $parts -o "$1/web_bench" $curl && timeout 120 "$1/web_bench"
