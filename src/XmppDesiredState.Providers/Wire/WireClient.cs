using System.Collections.Immutable;
using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Providers.Wire;

/// <summary>Asks members which certificate they present: the only code of this provider that opens connections.</summary>
/// <param name="from">Domain that streams are opened from; null: none is named, which RFC 6120 §4.7.1 allows. Never our own: Prosody ends such a stream.</param>
internal sealed class WireClient(string? from, TimeSpan timeout, TimeProvider clock) : IDisposable
{
    private const int MembersAtOnce = 16;

    private readonly SemaphoreSlim turns = new(MembersAtOnce);

    /// <summary>All ports of one member, at the same time; in the order of <paramref name="ports"/>.</summary>
    /// <param name="atMost">Less time than the option gives, where less is left; at least a second is taken.</param>
    public async Task<ImmutableArray<WireAnswer>> AskAsync(ImmutableArray<WirePort> ports, string domain, TimeSpan? atMost, CancellationToken cancellationToken)
    {
        var second = TimeSpan.FromSeconds(1);
        var limits = StreamLimits.Within(atMost is not { } left || left > timeout ? timeout : left < second ? second : left);
        await turns.WaitAsync(cancellationToken);
        try
        {
            return [.. await Task.WhenAll(ports.Select(port => AskAsync(port, domain, limits, cancellationToken)))];
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();

    private async Task<WireAnswer> AskAsync(WirePort port, string domain, StreamLimits limits, CancellationToken cancellationToken)
    {
        var report = await StreamProbe.RunAsync(new StreamTarget(port.Endpoint, domain, from, port.DirectTls), limits, clock, cancellationToken);
        return new WireAnswer(port, report.Certificate?.Thumbprint, report.Problem);
    }
}
