namespace XmppDesiredState.Servers;

/// <summary>
/// Starts and stops one Prosody, for the fixture and for a <c>restart</c> program of a state file, which must outlive neither. Prosody leaves the script's
/// session and its pipes, so that whoever runs the script sees it end.
/// </summary>
internal static class ProsodyScript
{
    public static string Text(int startTls, int directTls) => $$"""
        # start | stop | restart: returns when that is done, or ends with 1 and the server's words on stderr.
        cd "$(dirname "$0")" || exit 1
        # One that ended and waits for its parent to notice (Z) is not alive: proc(5).
        alive() { [ -s server.pid ] && [[ $(cut -d' ' -f3 "/proc/$(<server.pid)/stat" 2>/dev/null) =~ ^[^ZX]$ ]]; }
        open() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
        ended() { for ((i = 0; i < 200; i++)); do alive || return 0; sleep 0.05; done; return 1; }
        stop() {
          if alive; then
            kill -TERM "$(<server.pid)"
            ended || { kill -KILL "$(<server.pid)"; ended; }
          fi
          rm -f server.pid prosody.sock
        }
        start() {
          alive && return
          config=prosody.cfg.lua fails=$(<fail-starts)
          if [ "$fails" -gt 0 ]; then config=broken.cfg.lua; echo $((fails - 1)) >fail-starts; fi
          # The path must be absolute: prosody changes its folder before it reads further files.
          setsid prosody --config "$PWD/$config" -F </dev/null >server.log 2>&1 &
          echo $! >server.pid
          for ((i = 0; i < 600; i++)); do
            alive || break
            [ -S prosody.sock ] && open {{startTls}} && open {{directTls}} && return
            sleep 0.05
          done
          cat server.log >&2
          stop
          return 1
        }
        case $1 in start) start ;; stop) stop ;; restart) stop; start ;; *) exit 2 ;; esac

        """;
}
