namespace XmppDesiredState.Servers;

/// <summary>
/// Starts and stops one server, for the fixture and for a <c>restart</c> program of a state file. The server leaves the script's session and its pipes, so
/// that whoever runs the script sees it end.
/// </summary>
internal static class ServiceScript
{
    /// <param name="command">The server in the foreground, as one process; its configuration is <c>$config</c>, an absolute path.</param>
    /// <param name="config">The name of that file. Beside it lies <c>broken-</c> + name, for a start that shall fail.</param>
    /// <param name="ready">A command that succeeds when the ports are not all there is to wait for.</param>
    /// <param name="ports">Ports on loopback that are open when it is ready.</param>
    public static string Text(string command, string config, string ready, params int[] ports) => $$"""
        # start | stop | restart: returns when that is done, or ends with 1 and the server's words on stderr.
        cd "$(dirname "$0")" || exit 1
        # One that ended and waits for its parent to notice (Z) is not alive: proc(5).
        alive() { [ -s server.pid ] && [[ $(cut -d' ' -f3 "/proc/$(<server.pid)/stat" 2>/dev/null) =~ ^[^ZX]$ ]]; }
        ended() { for ((i = 0; i < 600; i++)); do alive || return 0; sleep 0.05; done; return 1; }
        ready() {
          for port in {{string.Join(' ', ports)}}; do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || return; done
          {{ready}}
        }
        open() { for port in {{string.Join(' ', ports)}}; do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return; done; return 1; }
        # Not done before the ports are closed: the next start would take an open one for its own.
        stop() {
          if alive; then
            kill -TERM "$(<server.pid)"
            ended || { kill -KILL "$(<server.pid)"; ended; }
          fi
          rm -f server.pid
          for ((i = 0; i < 600; i++)); do open || return 0; sleep 0.05; done
          return 1
        }
        start() {
          alive && return
          config=$PWD/{{config}} fails=$(<fail-starts)
          if [ "$fails" -gt 0 ]; then config=$PWD/broken-{{config}}; echo $((fails - 1)) >fail-starts; fi
          setsid {{command}} </dev/null >server.log 2>&1 &
          echo $! >server.pid
          for ((i = 0; i < 600; i++)); do
            alive || break
            ready && return
            sleep 0.05
          done
          cat server.log >&2
          stop
          return 1
        }
        case $1 in start) start ;; stop) stop ;; restart) stop; start ;; *) exit 2 ;; esac

        """;
}
