using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using XmppDesiredState.PowerShell.Clixml;
using XmppDesiredState.PowerShell.Connections;
using XmppDesiredState.PowerShell.Sessions;
using XmppDesiredState.Programs;
using XmppDesiredState.Providers;

namespace XmppDesiredState.PowerShell;

/// <summary>One warm PowerShell, on this machine or another.</summary>
/// <remarks>Calls are answered one at a time, in the order they are made. A session that broke, or whose answer did not come in time, is used no more.</remarks>
public sealed class PowerShellSession : IAsyncDisposable
{
    private static readonly Version Oldest = new(3, 0);

    private readonly PowerShellConnection connection;
    private readonly TimeProvider clock;
    private readonly Talk talk;
    private readonly string nonce;
    private readonly SemaphoreSlim turn = new(1, 1);
    private long calls;

    private PowerShellSession(PowerShellConnection connection, TimeProvider clock, Talk talk, string nonce, PowerShellHost host) =>
        (this.connection, this.clock, this.talk, this.nonce, Host) = (connection, clock, talk, nonce, host);

    /// <summary>Who answers: of a connection by remoting the local PowerShell, before the endpoint.</summary>
    public PowerShellHost Host { get; }

    /// <summary>What was printed beside the answers (banners, <c>Write-Host</c>): the first lines, fit to be shown, on one line. For diagnosis only.</summary>
    public string Printed => talk.Printed;

    /// <summary>Connects, starts PowerShell, and imports commands where the connection is by remoting.</summary>
    /// <exception cref="ProviderException">It did not come about: one of <see cref="PowerShellDiagnostics.All"/>, or a secret that is not there. Nothing of a caller's has run.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public static async Task<PowerShellSession> OpenAsync(PowerShellConnection connection, PowerShellOpening opening, CancellationToken cancellationToken)
    {
        ITransport transport = connection switch
        {
            PowerShellConnection.Ssh ssh => await SshConnector.ConnectAsync(ssh, opening, cancellationToken),
            PowerShellConnection.Local local => ProcessTransport.Start(local.Program, opening),
            PowerShellConnection.Remoting remoting => ProcessTransport.Start(remoting.Program, opening),
            _ => throw new ArgumentOutOfRangeException(nameof(connection)),
        };
        var word = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var dialogue = new Talk(transport, word, connection.Place);
        try
        {
            var session = new PowerShellSession(connection, opening.Clock, dialogue, word, await GreetAsync(dialogue, word, connection, opening, cancellationToken));
            if (connection is PowerShellConnection.Remoting endpoint) await RemotingImport.RunAsync(session, endpoint, opening, cancellationToken);
            return session;
        }
        catch
        {
            transport.Kill();
            await dialogue.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one script and waits for its end.</summary>
    /// <exception cref="ArgumentException">A parameter that PowerShell cannot be given (see <see cref="ClixmlWriter"/>); nothing was sent.</exception>
    /// <exception cref="PowerShellBrokenException">The session ended, or is used no more since an earlier end: unless it broke before this call, the outcome is unknown.</exception>
    /// <exception cref="OperationCanceledException">The token. Once the call was sent that breaks the session, and the outcome is unknown.</exception>
    public async Task<PowerShellAnswer> InvokeAsync(PowerShellCall call, CancellationToken cancellationToken)
    {
        var request = ImmutableDictionary<string, object?>.Empty.Add("Script", call.Script).Add("Parameters", call.Parameters).Add("Depth", call.Depth);
        var frame = Frame.Pack(request);
        await turn.WaitAsync(cancellationToken);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var id = (++calls).ToString();
            using var time = new CancellationTokenSource(call.Timeout, clock);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
            try
            {
                return Read(await talk.AskAsync(id, $"{nonce} {id} {frame}\n", stop.Token));
            }
            catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
            {
                throw talk.Break(PowerShellDiagnostics.TimedOut.At(null,
                    $"{connection.Place} did not answer within {call.Timeout.TotalSeconds:0.###} seconds; what became of the command is unknown.{talk.Said}",
                    "The live state is read again; raise the timeout if that machine is slow."), problem);
            }
            catch (OperationCanceledException)
            {
                talk.Break(PowerShellDiagnostics.Broke.At(null, $"A command on {connection.Place} was not waited for; what became of it is unknown.", "Read the live state again."));
                throw;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Lets PowerShell end by itself; one that does not within three seconds is stopped.</summary>
    public async ValueTask DisposeAsync() => await talk.DisposeAsync();

    private PowerShellAnswer Read(string frame)
    {
        const string fault = "FAULT ";
        try
        {
            if (!frame.StartsWith(fault, StringComparison.Ordinal)) return AnswerReading.Read(Frame.Unpack(frame, ClixmlLimits.Usual));
            var why = ProgramText.Clean(Encoding.UTF8.GetString(Convert.FromBase64String(frame[fault.Length..])));
            throw talk.Break(PowerShellDiagnostics.NotUnderstood.At(null, $"PowerShell on {connection.Place} could not run the request or pack its answer: {(why.Length <= 300 ? why : why[..300]).TrimEnd('.')}.",
                "Look for an attribute with a character that no text has (U+FFFE, U+FFFF) and remove it there."));
        }
        catch (Exception problem) when (problem is ClixmlException or FormatException)
        {
            throw talk.Break(PowerShellDiagnostics.NotUnderstood.At(null, $"The answer of {connection.Place} {(problem is ClixmlException ? problem.Message : "is not packed as it should be")}.",
                "See what stands between this program and PowerShell."), problem);
        }
    }

    private static async Task<PowerShellHost> GreetAsync(Talk dialogue, string word, PowerShellConnection connection, PowerShellOpening opening, CancellationToken cancellationToken)
    {
        var agent = Convert.ToBase64String(Encoding.UTF8.GetBytes(PowerShellScripts.Agent));
        using var time = new CancellationTokenSource(opening.Timeout, opening.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            var hello = await dialogue.AskAsync("HELLO", $"{PowerShellScripts.Bootstrap}\n{agent}\n{word}\n", stop.Token);
            var host = Hello.Read(hello) ?? throw new ProviderException(NoHello(dialogue, connection, "answered with something else than its version"));
            return host.Version >= Oldest ? host : throw new ProviderException(PowerShellDiagnostics.TooOld.At(null,
                $"{connection.Place} has PowerShell {host.Version}.", "Install Windows Management Framework 3.0 or later there."));
        }
        catch (PowerShellBrokenException problem)
        {
            var printed = dialogue.Printed.Length > 0 ? $" It printed: {dialogue.Printed}." : "";
            throw new ProviderException(PowerShellDiagnostics.NotStarted.At(null, $"PowerShell did not start on {connection.Place}. {problem.Diagnostic.Summary}{printed}",
                connection is PowerShellConnection.Ssh ? "Check command, and what the account's shell says to it." : "Check program and its arguments."), problem);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(NoHello(dialogue, connection, $"did not answer within {opening.Timeout.TotalSeconds:0.###} seconds"), problem);
        }
    }

    private static Diagnostics.Diagnostic NoHello(Talk dialogue, PowerShellConnection connection, string what) => PowerShellDiagnostics.NoHello.At(null,
        $"What was started on {connection.Place} {what}.{(dialogue.Printed.Length > 0 ? $" It printed: {dialogue.Printed}." : "")}{dialogue.Said}",
        "Check that it is PowerShell and reads its commands from standard input (-Command -).");
}
