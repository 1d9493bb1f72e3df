namespace XmppDesiredState.Federation.Streams;

/// <summary>Asks one port of one server what it offers, which certificate it presents and, where a goal says so, whether a method of authentication works.</summary>
public static class StreamProbe
{
    /// <summary>Connects, opens a stream, negotiates TLS, goes on to the goal, and leaves. Never sends a stanza, and changes nothing.</summary>
    /// <returns>What was seen. Whatever the peer does is a <see cref="StreamProblem"/>, never an exception.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<StreamReport> RunAsync(StreamTarget target, StreamLimits limits, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var conversation = new StreamConversation(target, limits, clock, cancellationToken);
        try
        {
            await conversation.ConnectAsync();
            if (!target.DirectTls) await conversation.OpenAsync();
            if (!target.InClear)
            {
                if (!target.DirectTls) await conversation.StartTlsAsync();
                await conversation.HandshakeAsync();
                if (target.Goal >= StreamGoal.SecuredFeatures) await conversation.ReadSecuredFeaturesAsync();
            }

            if (target.Goal == StreamGoal.External) await conversation.AuthenticateAsync();
            if (target.Goal == StreamGoal.Dialback) await conversation.CallBackAsync();
            await conversation.LeaveAsync();
            return conversation.Report;
        }
        catch (StreamProblemException problem)
        {
            return conversation.Report with { Problem = StreamTroubles.Describe(problem, conversation.Stage, target) };
        }
    }
}
