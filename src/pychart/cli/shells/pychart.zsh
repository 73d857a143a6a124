#compdef pychart
# zsh completion for pychart
#
# Asks `pychart __complete WORD...` what may follow. The answer is one candidate
# a line, each with a tab and a description, and a last line `:N` whose bits say
# what to do besides: 2 no space, 4 no files, 8 files of these endings, 16 folders.

_pychart() {
  local answer line name directive prefix=
  local -a names shown options

  answer="$("${(Q)words[1]/#\~\//$HOME/}" @COMPLETE@ "${(@Q)words[2,CURRENT]}" 2>/dev/null)" || return 1
  directive=${answer##*:}
  answer=${answer%:*}
  [[ ${words[CURRENT]} == -*=* ]] && prefix="${words[CURRENT]%%=*}="
  [[ -n $prefix ]] && compset -P '*='

  if (( directive & 8 )); then
    _files -g "*.(${(j:|:)${(@f)${answer%$'\n'}}})(-.)"
    return
  elif (( directive & 16 )); then
    _files -/
    return
  fi
  for line in ${(f)answer}; do
    name=${line%%$'\t'*}
    [[ -n $name ]] || continue
    names+=("$name")
    if [[ $line == *$'\t'?* ]]; then
      shown+=("$name  -- ${line#*$'\t'}")
    else
      shown+=("$name")
    fi
  done
  (( directive & 2 )) && options+=(-S '')
  if (( ${#names} )); then
    compadd -l "${options[@]}" -d shown -a names && return 0
  fi
  (( directive & 4 )) || _files
}

if [[ ${funcstack[1]} == _pychart ]]; then
  _pychart "$@"
else
  compdef _pychart pychart
fi
