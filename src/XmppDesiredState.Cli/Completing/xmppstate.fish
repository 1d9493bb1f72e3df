# Completion of xmppstate for fish: xmppstate completion fish > ~/.config/fish/completions/xmppstate.fish
# What can stand at the cursor is asked of the program itself; where it knows nothing, files are offered.
function __xmppstate_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    set -l found ($program '[suggest]' "$words $word" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path $word
    end
end
complete -c xmppstate -f -a '(__xmppstate_complete)'
