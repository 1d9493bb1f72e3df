#compdef xmppstate
# Completion of xmppstate for zsh: behind compinit, source <(xmppstate completion zsh) in ~/.zshrc; or as the file _xmppstate in a folder of $fpath.
# What can stand at the cursor is asked of the program itself; where it knows nothing, files are offered.
_xmppstate() {
  local -a found
  local line name description
  line="${(j: :)words[2,CURRENT-1]} $PREFIX"
  while IFS=$'\t' read -r name description; do
    found+=("${name//:/\\:}${description:+:$description}")
  done < <(${(Q)words[1]/#\~/$HOME} '[suggest]' "$line" 2>/dev/null)
  if (( $#found )); then
    _describe xmppstate found
  else
    compset -P '*='
    _files
  fi
}
if [[ ${funcstack[1]} == _xmppstate ]]; then _xmppstate "$@"; else compdef _xmppstate xmppstate; fi
