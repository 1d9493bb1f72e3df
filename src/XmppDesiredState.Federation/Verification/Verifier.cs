using System.Collections.Immutable;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Verification;

/// <summary>
/// Says of domains whether federation with them would work now. It asks DNS, opens streams, tries SASL EXTERNAL where it has our certificate, and gives keys to dialback
/// that nobody issued; it never sends a stanza, and changes nothing anywhere.
/// </summary>
/// <remarks>Who is asked sees streams in our domain's name in its log, and a failed dialback; our own gateway sees the questions about its keys.</remarks>
public sealed class Verifier(VerifySettings settings, TimeProvider clock)
{
    private const AuthenticationMethods Any = AuthenticationMethods.SaslOverTls | AuthenticationMethods.TlsDialback | AuthenticationMethods.TcpDialback;

    /// <param name="peers">In the order of the result.</param>
    /// <param name="ours">Our XMPP domains. Partners are asked as the first one, our own domains in nobody's name. Each is looked at once, also where it is not among the peers.</param>
    /// <param name="ended">Told each verdict as soon as it is there, one after the other, in the order in which they come; null: nobody is told.</param>
    /// <returns>Whatever servers and DNS do is a finding, never an exception.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ImmutableArray<PeerVerdict>> RunAsync(ImmutableArray<VerifyPeer> peers, ImmutableArray<string> ours, Action<PeerVerdict>? ended, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(settings.AtOnce);
        using var resolver = new NameResolver(settings.Resolver, settings.Limits.Stage, settings.AtOnce, clock);
        var prober = new Prober(settings, resolver, places, clock);
        var terms = new WeighingTerms(settings.Identity?.Leaf.Thumbprint, settings.LookOnly, !settings.TrustRoots.IsEmpty, clock.GetUtcNow());
        var own = ours.Union(peers.Where(peer => peer.IsOurs).Select(peer => peer.Domain), StringComparer.Ordinal)
            .ToDictionary(domain => domain, domain => prober.LookAsync(domain, null, AuthenticationMethods.None, cancellationToken), StringComparer.Ordinal);
        var from = ours.IsEmpty ? null : ours[0];
        var telling = new Lock();
        var verdicts = peers.Select(async peer =>
        {
            var verdict = peer.IsOurs ? Weighing.OfOurs(peer, await own[peer.Domain], terms)
                : Weighing.OfTheirs(peer, await prober.LookAsync(peer.Domain, from, peer.Declared?.Methods ?? Any, cancellationToken), from is null ? null : await own[from], terms);
            lock (telling) ended?.Invoke(verdict);
            return verdict;
        }).ToArray();
        // All of them, also where one fails: nothing goes on after this.
        await Task.WhenAll([.. own.Values, .. verdicts.Cast<Task>()]);
        return [.. verdicts.Select(verdict => verdict.Result)];
    }
}
