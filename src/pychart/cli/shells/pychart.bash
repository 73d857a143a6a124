# bash completion for pychart                              -*- shell-script -*-
#
# Asks `pychart __complete WORD...` what may follow. The answer is one candidate
# a line, each with a tab and a description, and a last line `:N` whose bits say
# what to do besides: 2 no space, 4 no files, 8 files of these endings, 16 folders.

_pychart()
{
    local -a words=()
    local rest=${COMP_LINE:0:COMP_POINT} word i

    # Bash splits words at = and : too. Put together what no blank divides.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((i == 0)) || [[ $rest == [[:blank:]]* ]]; then
            rest=${rest#"${rest%%[![:blank:]]*}"}
            words+=("")
        fi
        ((i == COMP_CWORD)) && word=$rest
        words[${#words[@]}-1]+=$word
        rest=${rest#"$word"}
    done

    local program=${words[0]/#\~\//$HOME/} current=${words[${#words[@]}-1]}
    local answer directive
    type -P "$program" >/dev/null || program=pychart
    answer=$("$program" @COMPLETE@ "${words[@]:1}" 2>/dev/null) || return
    directive=${answer##*:}
    answer=${answer%:*}
    [[ $current == -*=* ]] && current=${current#*=}

    if ((directive & 8)); then
        _pychart_files "$current" "$answer"
        return
    elif ((directive & 16)); then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$2")
        return
    fi
    ((directive & 2)) && compopt -o nospace 2>/dev/null
    ((directive & 4)) && compopt +o default 2>/dev/null

    # What bash replaces is only the part behind the last = or :.
    local done_part=
    [[ -n $2 && $current == *"$2" ]] && done_part=${current%"$2"}
    [[ -z $2 && $current == *[=:] ]] && done_part=$current
    _pychart_candidates "$current" "$done_part" "$answer"
}

# Keep the candidates that begin with $1, without $2 in front; show descriptions
# only where bash lists, because what it inserts is taken from the same words.
_pychart_candidates()
{
    local line name longest=0 listing=
    local -a lines=()
    [[ ${COMP_TYPE:-9} == 63 || ${COMP_TYPE:-9} == 33 || ${COMP_TYPE:-9} == 64 ]] && listing=1
    COMPREPLY=()
    while IFS= read -r line; do
        name=${line%%$'\t'*}
        [[ -n $name && $name == "$1"* ]] || continue
        lines+=("${line#"$2"}")
        name=${name#"$2"}
        ((${#name} > longest)) && longest=${#name}
    done <<<"$3"
    for line in "${lines[@]}"; do
        name=${line%%$'\t'*}
        if [[ -n $listing && $line == *$'\t'?* ]] && ((${#lines[@]} > 1)); then
            printf -v name "%-${longest}s  (%s)" "$name" "${line#*$'\t'}"
            COMPREPLY+=("${name:0:${COLUMNS:-80}-1}")
        elif ((${#lines[@]} == 1)); then
            printf -v name %q "$name"
            COMPREPLY+=("$name")
        else
            COMPREPLY+=("$name")
        fi
    done
}

# Files whose names end as the lines of $2 say, and folders on the way to them.
_pychart_files()
{
    local name ending
    compopt -o filenames 2>/dev/null
    COMPREPLY=()
    while IFS= read -r name; do
        [[ -d $name ]] && COMPREPLY+=("$name")
        while IFS= read -r ending; do
            [[ -n $ending && $name == *".$ending" ]] && COMPREPLY+=("$name")
        done <<<"$2"
    done < <(compgen -f -- "$1")
}

complete -o default -F _pychart pychart
