# tmux.sh — sourced by screen tests: a lab in a terminal of its own, driven by real keys. Waits for what should appear, never
# for time to pass; what does not appear within PATIENCE looks is a failure.
lab=$BUILD/threadlab
root=$(cd "$(dirname "$0")/../.." && pwd)
command -v tmux >/dev/null || { echo "skip screen: no tmux"; exit 0; }
[ -x "$lab" ] || { echo "skip screen: no $lab"; exit 0; }
scratch=$(mktemp -d) || exit 1
socket=threadlab-$$
PATIENCE=300
export XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data THREADLAB_LESSONS=$root/lessons
mkdir -p "$scratch/data/threadlab"
echo 'ran 02-locks/race' >"$scratch/data/threadlab/progress"       # no tour
mux() { tmux -L $socket -f /dev/null "$@"; }
trap 'mux kill-server 2>/dev/null; rm -rf "$scratch"' EXIT

# A session of its own keeps the server between two terminals: a server that ends with its last session may still be ending
# when the next is asked for.
mux new-session -d -s keep 'exec cat' || { echo "skip screen: tmux does not start"; exit 0; }

# open COLUMNS ROWS COMMAND…: a fresh terminal
open() {
    columns=$1 rows=$2
    shift 2
    mux kill-session -t lab 2>/dev/null
    mux new-session -d -s lab -x "$columns" -y "$rows" \
        "env LC_ALL=C.UTF-8 TERM=screen-256color XDG_CACHE_HOME=$XDG_CACHE_HOME XDG_DATA_HOME=$XDG_DATA_HOME \
         THREADLAB_LESSONS=$THREADLAB_LESSONS $*; echo THE END; exec cat"
}
screen() { mux capture-pane -p -t lab; }
press() { for key in "$@"; do mux send-keys -t lab "$key"; done; }

# see 'text': true as soon as it stands on the screen
see() {
    look=0
    while [ $look -lt $PATIENCE ]; do
        screen 2>/dev/null | grep -qF -- "$1" && return 0
        look=$((look + 1))
        sleep 0.1                   # between two looks; nothing depends on how long
    done
    return 1
}

# claim 'name' 'text': the text appears
claim() {
    if see "$2"; then
        echo "ok $1"
    else
        echo "not ok $1: \"$2\" does not appear"
        screen
    fi
}
