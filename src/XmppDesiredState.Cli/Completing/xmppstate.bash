# Completion of xmppstate for bash: eval "$(xmppstate completion bash)" in ~/.bashrc.
# What can stand at the cursor is asked of the program itself; where it knows nothing, files are offered.
_xmppstate() {
  local program line word whole prefix suggestion
  program=$(type -P -- "${COMP_WORDS[0]/#\~/$HOME}") || program=xmppstate
  line=${COMP_LINE:0:COMP_POINT}
  line=${line#*"${COMP_WORDS[0]}"}
  # Readline takes = and : for the end of a word, and wants only what comes behind.
  word=${COMP_WORDS[COMP_CWORD]}
  [[ $word == [=:] ]] && word=
  whole=${line##*[[:space:]]}
  prefix=${whole%"$word"}
  COMPREPLY=()
  while IFS=$'\t' read -r suggestion _; do
    COMPREPLY+=("${suggestion#"$prefix"}")
  done < <("$program" '[suggest]' "$line" 2>/dev/null)
}
complete -o bashdefault -o default -F _xmppstate xmppstate
