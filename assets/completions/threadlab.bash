# threadlab.bash — completes verbs, options, lessons and demos.
_threadlab()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local verbs="run check exercise measure list lint doctor reset"
    local options="--plain --seed --schedule --carrier --steps --rounds --seconds --json --ascii --no-color --lessons
        --help --version --outcomes --expect --bound --how --time --executions --spurious --jobs"
    case $before in
    --how) COMPREPLY=($(compgen -W "auto complete bounded pct pos" -- "$word")); return ;;
    --carrier) COMPREPLY=($(compgen -W "fiber kernel" -- "$word")); return ;;
    --lessons|lint) COMPREPLY=($(compgen -d -- "$word")); return ;;
    --seed|--schedule|--steps|--rounds|--seconds|--expect|--bound|--time|--executions|--jobs) COMPREPLY=(); return ;;
    esac
    if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$word"))
    elif [[ " ${COMP_WORDS[*]:1} " == *" run "* || " ${COMP_WORDS[*]:1} " == *" check "* ]]; then
        COMPREPLY=($(compgen -f -X '!*.c' -- "$word") $(compgen -d -- "$word"))
    else
        local ids
        ids=$(threadlab list 2>/dev/null | grep -oE '[0-9]{2}-[a-z0-9-]+(/[a-z0-9-]+)?')
        ((COMP_CWORD == 1)) && ids="$verbs $ids"
        COMPREPLY=($(compgen -W "$ids" -- "$word"))
    fi
}
complete -o filenames -F _threadlab threadlab
