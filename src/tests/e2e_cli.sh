#!/bin/sh
# e2e_cli.sh — every verb, and the exit codes that are promised.
set -u
lab=$BUILD/threadlab
[ -x "$lab" ] || { echo "skip cli: no $lab"; exit 0; }
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data THREADLAB_LESSONS=$root/lessons
cd "$scratch" || exit 1

claim() {           # claim "name" CODE 'pattern in the output' command…
    name=$1 code=$2 pattern=$3
    shift 3
    timeout 120 "$@" >out 2>&1 </dev/null
    got=$?
    if [ $got = "$code" ] && { [ -z "$pattern" ] || grep -q -- "$pattern" out; }; then
        echo "ok $name"
    else
        echo "not ok $name: exit code $got, wanted $code and \"$pattern\""
        head -5 out
    fi
}

cat >right.c <<'C'
#include <stdio.h>
int main(void)
{
    puts("fine");
    return 0;
}
C
echo 'int main(void) { return undeclared; }' >wrong.c
echo 'int main(void) { return 7; }' >seven.c
cat >flag.c <<'C'
int main(void)
{
    return NUMBER;
}
C

claim "help is answered" 0 "threadlab run" "$lab" --help
claim "version is answered" 0 "^threadlab " "$lab" --version
claim "an unknown option is refused" 64 "help" "$lab" --nonsense
claim "a value that is no number is refused" 64 "not a value" "$lab" --seed x
claim "list names the lessons" 0 "02-locks/race" "$lab" list
claim "list can be read by programs" 0 '"id":"02-locks"' "$lab" list --json
claim "an unknown lesson is named" 66 "no lesson" "$lab" --plain 99-nothing
claim "an unknown demo is named" 66 "no demo" "$lab" --plain 02-locks/nothing
claim "a lesson folder that is not there is named" 66 "cannot read" "$lab" --lessons /nowhere list
claim "a run is printed as lines" 0 "writes" "$lab" --plain 02-locks/locked --seed 7
claim "a lesson is found by its number and by its name" 0 "locks" "$lab" --plain locks/locked --seed 7
claim "a wrong result fails" 1 "expected: 4" "$lab" --plain 02/race --seed 3
claim "a deadlock fails and is explained" 1 "^Deadlock: .* holds .* and waits for" "$lab" --plain 02/deadlock --seed 3
claim "a program of one's own runs" 0 "output: fine" "$lab" run --plain right.c
claim "its exit code tells of failure" 1 "code 7" "$lab" run --plain seven.c
claim "flags go to the compiler" 1 "code 9" "$lab" run --plain flag.c -- -DNUMBER=9
claim "a compile error comes with file, line and column" 65 "wrong.c:1:" "$lab" run --plain wrong.c
claim "a missing file is named" 66 "no file" "$lab" run --plain nothing.c
claim "without a compiler the lab says so" 69 "no C compiler" env CC=/nowhere/cc "$lab" run --plain right.c
claim "the bound on steps is kept" 2 "not finished" "$lab" --plain 02/locked --steps 5
claim "without a terminal --plain is offered" 69 "--plain" "$lab" 02-locks
claim "lint is content" 0 "0 errors" "$lab" lint 02-locks
claim "and needs no more than the lesson's folder" 0 "1 lesson, 0 errors" env -u THREADLAB_LESSONS "$lab" lint "$root/lessons/06-events/"
claim "doctor looks around" 0 "compiler" "$lab" doctor
claim "progress can be forgotten" 0 "" "$lab" reset 02-locks
claim "measuring prints medians" 0 "lock once .* ms" "$lab" measure 02-locks --rounds 1
claim "measuring can be read by programs" 0 '"median":' "$lab" measure 01-threads --rounds 1 --json

claim "a lesson's program is run without its lesson" 0 "writes" "$lab" run --plain 02-locks/locked --seed 7
claim "addresses are for programs that download" 64 "takes no addresses" "$lab" run --plain 02-locks/race --urls right.c
claim "addresses are not for a program of one's own" 64 "that downloads" "$lab" run --plain right.c --urls right.c

# Real addresses, of this machine: a page of our own, a port that nobody listens at.
multi=$("$lab" list | sed -n 's/^    \([^ ]*\/multi\) .*/\1/p' | head -n 1)
if ! echo '#include <curl/curl.h>' | ${CC:-cc} -E -x c - >/dev/null 2>&1; then
    echo "skip real addresses are downloaded: no libcurl4-openssl-dev"
else
    claim "a list of addresses must be there" 66 "no file nothing.txt" "$lab" run --plain "$multi" --urls nothing.txt
    printf '# mine\n\n  ftp://example.org/\n' >urls.txt
    claim "and hold addresses of pages" 65 'urls.txt:3: "ftp://example.org/" is no address' "$lab" run --plain "$multi" --urls urls.txt
    printf '# none\n' >urls.txt
    claim "at least one" 65 "holds no address" "$lab" run --plain "$multi" --urls urls.txt
    yes http://127.0.0.1/ | head -n 161 >urls.txt
    claim "and no more than there is room for" 65 "urls.txt:161: more than 160" "$lab" run --plain "$multi" --urls urls.txt
    { printf 'http://127.0.0.1/'; head -c 1000 /dev/zero | tr '\0' x; } >urls.txt
    claim "none of them endless" 65 "urls.txt:1: more than 1000" "$lab" run --plain "$multi" --urls urls.txt
    printf 'http://127.0.0.1:1/a\r\nhttp://no.such.name.invalid/\n' >urls.txt
    claim "without a network it says so" 69 "no network: nothing answers" "$lab" run --plain "$multi" --urls urls.txt
    if command -v python3 >/dev/null; then
        python3 - >port 2>/dev/null <<'PY' &
import http.server, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/here" else 404)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")
server = http.server.HTTPServer(("127.0.0.1", 0), Page)
print(server.server_port, flush=True)
server.serve_forever()
PY
        page=$!
        while ! [ -s port ] && kill -0 $page 2>/dev/null; do :; done
        printf '# two\nhttp://127.0.0.1:%s/here\n\nhttp://127.0.0.1:%s/gone' "$(cat port)" "$(cat port)" >urls.txt
        claim "real addresses are downloaded" 0 "2 pages, 10 bytes" "$lab" run --plain "$multi" --urls urls.txt
        claim "each with its status" 0 "404, 5 bytes, http" "$lab" run --plain "$multi" --urls urls.txt
        claim "though a proxy is set" 0 "2 pages, 10 bytes" env http_proxy=http://127.0.0.1:1 all_proxy=http://127.0.0.1:1 "$lab" run --plain "$multi" --urls urls.txt
        kill $page
    else
        echo "skip real addresses are downloaded: no python3"
    fi
fi

"$lab" --plain 02/race --seed 11 >one; "$lab" --plain 02/race --seed 11 >two
cmp -s one two && echo "ok the same seed gives the same run" || echo "not ok the same seed gives the same run"
schedule=$(sed -n 's/^schedule: //p' one)
"$lab" --plain 02/race --seed 12 --schedule "$schedule" >three
if [ "$(grep '^ ' one)" = "$(grep '^ ' three)" ]; then
    echo "ok a schedule that was printed plays the same run again"
else
    echo "not ok a schedule that was printed plays the same run again"
fi

mkdir -p broken/01-good broken/02-bad
printf -- '---\ntitle: Good\nsummary: s\nformat: 1\n---\n\n## One\n\nText.\n' >broken/01-good/lesson.md
printf -- '---\ntitle: Bad\nsummary: s\nformat: 1\n---\n\n## One\n\nText.\n\n```demo\nname: x\nfile: gone.c\n```\n' >broken/02-bad/lesson.md
claim "a broken lesson is named by file and line" 1 "02-bad/lesson.md:13: there is no file gone.c" "$lab" --lessons broken lint
claim "and the others open all the same" 0 "Good" "$lab" --lessons broken list

claim "what is installed works from where it is" 0 "02-locks/race" sh -c "
    make -s -C '$root' B='$BUILD' PREFIX=/usr DESTDIR='$scratch/image' install >/dev/null &&
    env -u THREADLAB_LESSONS '$scratch/image/usr/bin/threadlab' list &&
    env -u THREADLAB_LESSONS '$scratch/image/usr/bin/threadlab' --plain 02/locked --seed 1"

claim "a schedule that does not fit is told so" 1 "its choice 3 was not open" "$lab" --plain 02/race --schedule '0.2 7.3 1'

# What the program prints cannot command a terminal; a file gets it as it is.
printf '#include <stdio.h>\nint main(void)\n{\n    puts("\\033]0;mine\\007 \\302\\233 end");\n    return 0;\n}\n' >commands.c
if command -v script >/dev/null; then
    script -qec "'$lab' run --plain commands.c" /dev/null >typed 2>&1 </dev/null
    claim "escape sequences of a program do not reach the terminal" 0 'x1b]0;mine' sh -c "! grep -q \"\$(printf '\\033')\" typed && cat typed"
else
    echo "skip escape sequences: there is no script"
fi
