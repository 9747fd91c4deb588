#!/bin/sh
# house_options.sh — every option and verb that --help names is in the man page, and the other way round; the guide and the
# README show the two commands.
set -u
cd "$(dirname "$0")/../.." || exit 1
lab=${BUILD:-build}/threadlab
[ -x "$lab" ] || { echo "skip options: no $lab"; exit 0; }
status=0
for option in $("$lab" --help | grep -oE -- '--[a-z][a-z-]*' | sort -u); do
    grep -q -- "-${option#--}" docs/threadlab.1 || { echo "not ok $option is not in docs/threadlab.1"; status=1; }
done
for option in $(grep -oE 'Fl -[a-z][a-z-]*' docs/threadlab.1 | sed 's/Fl -/--/' | sort -u); do
    "$lab" --help | grep -q -- "$option" || { echo "not ok $option is not in --help"; status=1; }
done
for verb in run exercise measure list lint doctor reset; do
    grep -q "Cm $verb" docs/threadlab.1 || { echo "not ok $verb is not in docs/threadlab.1"; status=1; }
done
for command in 'make run' 'make test'; do
    grep -q "$command" README.md || { echo "not ok README.md does not show $command"; status=1; }
done
[ $status = 0 ] && echo "ok options, verbs and commands are documented"
exit $status
