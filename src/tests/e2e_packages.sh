#!/bin/sh
# e2e_packages.sh — what src/tools/packages.sh does where something is missing. The machines are folders of fake programs:
# PATH holds nothing but those, so nothing is ever installed.
set -u
cd "$(dirname "$0")/../.." || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
sh=$(command -v sh)

fake() { printf '#!%s\n%s\n' "$sh" "$2" >"$bin/$1"; chmod +x "$bin/$1"; }

# machine NAME USER: a PATH with what every system has, no compiler, and whoami saying USER's number
machine() {
    bin=$scratch/$1
    mkdir -p "$bin"
    for program in sh cut env cat true; do ln -s "$(command -v $program)" "$bin/$program" 2>/dev/null; done
    fake id "echo $2"
}

# claim NAME CODE TEXT: packages.sh on the machine made last, for these sets
sets='build test'
claim() {
    # shellcheck disable=SC2086
    env -i PATH="$bin" "$sh" src/tools/packages.sh $sets >"$scratch/out" 2>&1 </dev/null
    code=$?
    if [ $code = "$2" ] && grep -qF -- "$3" "$scratch/out"; then
        echo "ok $1"
    else
        echo "not ok $1: exit code $code, wanted $2 and \"$3\""
        cat "$scratch/out"
    fi
}

machine unknown 0
claim "an unknown system gets a list" 69 "libdw-dev"

machine no_sudo 1000
fake apt-get 'echo "apt-get must not be called"; exit 1'
claim "without rights nothing is tried" 69 "There is no sudo"
claim "without rights the packages are listed" 69 "gcc libc6-dev libncurses-dev libdw-dev libmd4c-dev"

machine password 1000
fake apt-get 'exit 1'
fake sudo 'exit 1'
claim "sudo is not waited for without a terminal" 69 "password"

machine debian 0
fake apt-get "echo \"\$*\" >>'$scratch/called'"
claim "what will be installed is said" 0 "will now install: gcc"
if grep -q '^install .*libcmocka-dev' "$scratch/called" && grep -q '^update' "$scratch/called"; then
    echo "ok the package manager is asked for it"
else
    echo "not ok the package manager is asked for it"
fi

machine offline 0
fake apt-get 'exit 100'
claim "a package manager that fails is told of" 69 "could not install"

machine fedora 0
fake dnf 'exit 0'
claim "Fedora has names of its own" 0 "elfutils-devel"

machine alpine 0
fake apk 'exit 0'
claim "Alpine has names of its own" 0 "elfutils-dev"

machine lessons 1000
sets=lessons
claim "what only lessons need is no reason to stop" 0 "Some lessons need these packages, which are not installed: libcurl4-openssl-dev"
sets=peers
claim "nor what only the bench wants" 0 "the bench wants these packages, which are not installed: libev-dev"
sets='build test lessons'
claim "the tests need it" 69 "libcmocka-dev libcurl4-openssl-dev"

# A machine that has everything: every probe finds what it looks for.
machine complete 0
for program in cc tmux nm pgrep; do fake $program 'exit 0'; done
if env -i PATH="$bin" "$sh" src/tools/packages.sh build test lessons >"$scratch/out" 2>&1 && [ ! -s "$scratch/out" ]; then
    echo "ok where nothing is missing nothing is said"
else
    echo "not ok where nothing is missing nothing is said"
    cat "$scratch/out"
fi
