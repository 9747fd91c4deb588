#compdef threadlab
# threadlab.zsh — completes verbs, options, lessons and demos.
_threadlab_first() {
    local -a verbs ids
    verbs=(run check exercise measure list lint doctor reset)
    ids=(${(f)"$(threadlab list 2>/dev/null | grep -oE '[0-9]{2}-[a-z0-9-]+(/[a-z0-9-]+)?')"})
    compadd -- $verbs $ids
}
_threadlab_rest() {
    case $words[2] in
    run|check) _files -g '*.c' ;;
    lint) _files -/ ;;
    *) _threadlab_first ;;
    esac
}
_arguments \
    '--plain[print the steps as lines]' '--seed[whose turn it is follows from N]:N:' \
    '--schedule[follow this schedule first]:text:' '--carrier[what carries the threads]:carrier:(fiber kernel)' \
    '--steps[give up after N steps]:N:' '--rounds[at least so many rounds]:N:' '--seconds[at least so long]:S:' \
    '--json[for other programs to read]' '--ascii[draw with ASCII only]' '--no-color[no colours]' \
    '--lessons[take the lessons from there]:folder:_files -/' '--help' '--version' \
    '1:lesson or verb:_threadlab_first' '*:argument:_threadlab_rest'
