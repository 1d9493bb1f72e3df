using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;
using SrvRecord = DnsClient.Protocol.SrvRecord;

namespace XmppDesiredState.Federation.Dns;

/// <summary>Finds the servers of a domain as another server does: RFC 6120 §3.2 and RFC 2782, XEP-0368 for direct TLS.</summary>
internal sealed class SrvLookup(NameResolver resolver)
{
    /// <summary>Both services. Nothing that DNS says is an exception.</summary>
    public async Task<ImmutableArray<SoughtService>> RunAsync(string domain, CancellationToken cancellationToken)
    {
        var services = await Task.WhenAll(((ServiceQuestion[])[ServiceQuestion.StartTls, ServiceQuestion.Direct]).Select(question => LookAsync(question, domain, cancellationToken)));
        return [.. services];
    }

    private async Task<SoughtService> LookAsync(ServiceQuestion question, string domain, CancellationToken cancellationToken)
    {
        var owner = question.OwnerOf(domain);
        var answer = await resolver.AskAsync(owner, QueryType.SRV, cancellationToken);
        var records = Order(answer.Records.OfType<SrvRecord>());
        if (records.Any(record => record.Target == "."))
        {
            // With others beside it the record says nothing that RFC 2782 knows; whoever tries the others is right.
            records = [.. records.Where(record => record.Target != ".")];
            if (records.IsEmpty) return new SoughtService(owner, question.DirectTls, LookupOutcome.DeclaredAbsent, [], IsFallback: false, 0);
        }

        // Only STARTTLS has a port where there are no records.
        var isFallback = answer.Outcome == LookupOutcome.NotThere && !question.DirectTls;
        if (isFallback) records = [new SrvTarget(0, 0, StreamEndpoint.DefaultPort, domain)];
        var targets = await Task.WhenAll(records.Take(LookupBounds.Targets).Select(record => LocateAsync(record, isFallback, cancellationToken)));
        return new SoughtService(owner, question.DirectTls, answer.Outcome, [.. targets], isFallback, records.Length - targets.Length);
    }

    // By chance in proportion to the weight within a priority, says RFC 2782. What is shown must not change from run to run: the heaviest first.
    private static ImmutableArray<SrvTarget> Order(IEnumerable<SrvRecord> records) =>
    [
        .. records.Select(record => new SrvTarget(record.Priority, record.Weight, record.Port, NameOf(record))).Distinct()
            .OrderBy(target => target.Priority).ThenByDescending(target => target.Weight).ThenBy(target => target.Target, StringComparer.Ordinal).ThenBy(target => target.Port),
    ];

    // An alias is against RFC 2782 and is followed all the same, as most servers do. The domain itself may be one (RFC 6120 §3.2.2).
    private async Task<SoughtTarget> LocateAsync(SrvTarget target, bool isFallback, CancellationToken cancellationToken)
    {
        if (!IsHost(target.Target)) return new SoughtTarget(target, LookupOutcome.Failed, TargetFinding.NoAddress, [], 0);
        // RFC 6761 §6.3: no question for it leaves this machine.
        if (target.Target == "localhost" || target.Target.EndsWith(".localhost", StringComparison.Ordinal))
            return new SoughtTarget(target, LookupOutcome.Found, TargetFinding.PrivateAddress, [IPAddress.Loopback, IPAddress.IPv6Loopback], 0);
        var answers = await Task.WhenAll(resolver.AskAsync(target.Target, QueryType.A, cancellationToken), resolver.AskAsync(target.Target, QueryType.AAAA, cancellationToken));
        var all = answers.SelectMany(answer => answer.Records.OfType<AddressRecord>()).Select(record => record.Address).Distinct().ToArray();
        var addresses = Bound(all);
        // One family that is there is enough; without one, what is not known outweighs what is not there.
        var outcome = all.Length > 0 ? LookupOutcome.Found : answers.Select(answer => answer.Outcome).Max();
        var finding = outcome == LookupOutcome.Failed ? TargetFinding.Failed
            : answers.Any(answer => answer.IsAlias) && !isFallback ? TargetFinding.Alias
            : outcome == LookupOutcome.NotThere ? TargetFinding.NoAddress
            : all.Any(AuthorityClient.IsPrivate) ? TargetFinding.PrivateAddress : TargetFinding.None;
        return new SoughtTarget(target, outcome, finding, addresses, all.Length - addresses.Length);
    }

    // Half of each family where there are too many of both; an order that does not change from run to run.
    private static ImmutableArray<IPAddress> Bound(IPAddress[] all)
    {
        var families = all.OrderBy(address => address.ToString(), StringComparer.Ordinal).ToLookup(address => address.AddressFamily == AddressFamily.InterNetworkV6);
        var (v4, v6) = (families[false].ToArray(), families[true].ToArray());
        var shareOfV6 = Math.Min(v6.Length, Math.Max(LookupBounds.Addresses / 2, LookupBounds.Addresses - v4.Length));
        return [.. v4.Take(LookupBounds.Addresses - shareOfV6), .. v6.Take(shareOfV6)];
    }

    private static string NameOf(SrvRecord record) => CanonicalName.Of(record.Target) switch
    {
        "" => ".",
        var name => IsHost(name) ? name : PeerText.Show(name),
    };

    // Resolvers hand on labels of any bytes. An underscore is no part of a host name, and is found in some all the same.
    private static bool IsHost(string name) =>
        name.Length <= 253 && name.Split('.').All(label => label.Length is > 0 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
}
