using System.Net.Sockets;
using XmppDesiredState.Values;

namespace XmppDesiredState.Federation.Streams;

/// <summary>What went wrong, in words.</summary>
internal static class StreamTroubles
{
    public static StreamProblem Describe(StreamProblemException problem, StreamStage stage, StreamTarget target)
    {
        var isSaidAlready = problem.Kind is StreamProblemKind.NotResolved or StreamProblemKind.Refused or StreamProblemKind.Unreachable or StreamProblemKind.StartTlsNotOffered
            or StreamProblemKind.StartTlsRefused or StreamProblemKind.InjectedData or StreamProblemKind.NotTls or StreamProblemKind.TlsFailed;
        return new StreamProblem(problem.Kind, stage, $"{target.Endpoint} {problem.Message}{(isSaidAlready ? "" : " " + Words(stage))}.") { Condition = problem.Condition, Text = problem.Text };
    }

    public static StreamProblemException TimedOut(TimeSpan limit) =>
        new(StreamProblemKind.TimedOut, $"did not answer within {(limit < TimeSpan.FromSeconds(1) ? $"{limit.TotalMilliseconds:0} ms" : Duration.Format(limit))}");

    /// <param name="hasEnded">Whether the peer has ended its direction.</param>
    /// <returns>Null: a mistake of ours, not the peer's doing.</returns>
    public static StreamProblemException? Translate(Exception problem, StreamStage stage, bool hasEnded) => (stage, problem) switch
    {
        (StreamStage.Resolving, SocketException) => new(StreamProblemKind.NotResolved, "has no address that the system's resolver knows", problem),
        (StreamStage.Connecting, SocketException { SocketErrorCode: SocketError.ConnectionRefused }) => new(StreamProblemKind.Refused, "refused the connection", problem),
        (StreamStage.Connecting, SocketException { SocketErrorCode: SocketError.TimedOut }) => new(StreamProblemKind.TimedOut, "did not answer", problem),
        (StreamStage.Connecting, SocketException socket) => new(StreamProblemKind.Unreachable, $"cannot be reached: {socket.SocketErrorCode}", problem),
        (_, IOException { InnerException: SocketException } or SocketException) => new(StreamProblemKind.Closed, "broke the connection off", problem),
        ( >= StreamStage.Handshake, _) when hasEnded => new(StreamProblemKind.Closed, "closed the connection", problem),
        // What a TLS library makes of hostile bytes is its own affair: any of several exceptions. A dialback in clear has no TLS to fail.
        ( >= StreamStage.Handshake, _) when stage < StreamStage.CallingBack || problem is not IOException => new(StreamProblemKind.TlsFailed,
            $"failed {(stage == StreamStage.Handshake ? "the TLS handshake" : "TLS")}: {PeerText.Show(problem.GetBaseException().Message.TrimEnd('.'))}", problem),
        (_, IOException) => new(StreamProblemKind.Closed, "broke the connection off", problem),
        _ => null,
    };

    private static string Words(StreamStage stage) => stage switch
    {
        StreamStage.Resolving => "while its name was looked up",
        StreamStage.Connecting => "while connecting",
        StreamStage.Opening => "while a stream was opened",
        StreamStage.ReadingFeatures => "while its features were read",
        StreamStage.StartingTls => "while STARTTLS was asked for",
        StreamStage.Handshake => "during the TLS handshake",
        StreamStage.OpeningSecured => "while a stream over TLS was opened",
        StreamStage.Authenticating => "while SASL EXTERNAL was tried",
        StreamStage.CallingBack => "while dialback was tried",
        _ => "while its features over TLS were read",
    };
}
