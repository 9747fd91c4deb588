#!/bin/sh
# screenshots.sh [BUILD] — takes the pictures of docs/screenshots from the running lab, in tmux, with real keys.
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build}
out=docs/screenshots
scratch=$(mktemp -d)
socket=screenshots-$$
trap 'tmux -L $socket kill-server 2>/dev/null; rm -rf "$scratch"' EXIT
mkdir -p $out "$scratch/data/threadlab"
echo 'ran 02-locks/race' >"$scratch/data/threadlab/progress"

# A session of its own keeps the server between two pictures.
tmux -L $socket -f /dev/null new-session -d -s keep 'exec cat'

# take NAME COLUMNS ROWS DEMO KEYS… ; a key may be `wait:TEXT`, which waits until the text is on the screen
take() {
    name=$1 columns=$2 rows=$3 demo=$4
    shift 4
    tmux -L $socket new-session -d -s $name -x $columns -y $rows \
        "env LC_ALL=C.UTF-8 THREADLAB_LESSONS=$PWD/lessons TERM=xterm-256color HOME=$scratch XDG_DATA_HOME=$scratch/data $build/threadlab $demo"
    tmux -L $socket set -g status off 2>/dev/null || true
    for key in "$@"; do
        case $key in
            wait:*) n=0; until [ $((n += 1)) -gt 150 ] || tmux -L $socket capture-pane -p -t $name | grep -qF "${key#wait:}"; do sleep 0.1; done ;;
            *) tmux -L $socket send-keys -t $name "$key" ;;
        esac
    done
    tmux -L $socket capture-pane -e -p -t $name | src/tools/ansi2svg.py >$out/$name.svg
    tmux -L $socket kill-session -t $name
    echo "$out/$name.svg"
}

take race 120 34 02/race wait:paused 0 wait:'step 1/1' 0 wait:'step 2/2' 1 wait:'step 3/3' 1 wait:'step 4/4' \
    2 wait:'step 5/5' 2 wait:'step 6/6' 1 wait:'step 7/7'
take deadlock 100 30 02/deadlock wait:paused Space wait:'No thread can move'
take timing 120 34 02/race wait:paused Space wait:'step 19/19' m wait:'belongs together'
take outcomes 110 26 02/race wait:paused x wait:'All 34 ways' f wait:'1,000 free runs'
take exercise 110 30 02/race wait:paused Right Right wait:'Apples' e wait:'Not passed'
take chart 110 24 08/slot wait:paused Space wait:'ran to its end' c wait:'runs'
take hang 100 34 11/open_end wait:paused Space wait:'No thread can move'
take loop 110 30 14/counting wait:paused v s wait:'step 1/1' s wait:'step 2/2' s wait:'step 3/3' s wait:'step 4/4' \
    s wait:'step 5/5' s wait:'step 6/6'
take downloads 110 32 16/race wait:paused Space wait:'160/160'
