#!/bin/sh
# e2e_killed.sh — the lab ended in the worst ways: the terminal is as it was, and nothing that was started is left.
set -u
. "$(dirname "$0")/tmux.sh"

# The terminal shows what it showed before, with the settings that it had.
restored() {
    [ "$(mux display-message -p -t lab '#{alternate_on}')" = 0 ] || return 1
    [ "$(stty -g -F "$(mux display-message -p -t lab '#{pane_tty}')")" = "$(cat "$scratch/before")" ]
}

# end SIGNAL supervisor|screen
end() {
    open 100 30 "sh -c 'stty -g >$scratch/before; \"$lab\" 02/race; echo CODE \$?'"
    see paused || { echo "not ok the lab opens"; return; }
    shell=$(mux display-message -p -t lab '#{pane_pid}')
    supervisor=$(pgrep -P "$(pgrep -P "$shell")")
    child=$(pgrep -P "$supervisor" | head -1)
    [ "$2" = supervisor ] && victim=$supervisor || victim=$child
    kill -"$1" "$victim"
    look=0                      # the terminal itself is asked: a shell may be back before the screen has gone
    while ! restored && [ $look -lt 100 ]; do look=$((look + 1)); sleep 0.1; done
    if restored; then
        echo "ok $1 to the $2 leaves the terminal as it was"
    else
        echo "not ok $1 to the $2 leaves the terminal as it was"
        screen
    fi
    look=0
    while pgrep -f "threadlab-host .*$scratch/cache" >/dev/null && [ $look -lt 50 ]; do look=$((look + 1)); sleep 0.1; done
    if pgrep -f "threadlab-host .*$scratch/cache" >/dev/null; then
        echo "not ok $1 to the $2 leaves no host behind"
        pgrep -af "threadlab-host .*$scratch/cache" | head -3
    else
        echo "ok $1 to the $2 leaves no host behind"
    fi
}

for signal in TERM HUP INT SEGV KILL ABRT; do
    end $signal screen
done
for signal in TERM HUP KILL; do
    end $signal supervisor
done

mux kill-session -t lab 2>/dev/null
mux new-session -d -s lab -x 100 -y 30 "env PS1='prompt> ' LC_ALL=C.UTF-8 XDG_CACHE_HOME=$XDG_CACHE_HOME \
    XDG_DATA_HOME=$XDG_DATA_HOME THREADLAB_LESSONS=$THREADLAB_LESSONS bash --norc -i"
see "prompt>"
press "$lab 02/race" Enter
see paused
press C-z
claim "it can be suspended, and the shell is usable" "Stopped"
press "fg" Enter
claim "and goes on where it was" "paused"
press s
claim "as if nothing had been" "step 1/1"
