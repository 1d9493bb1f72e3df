using System.Collections.Immutable;
using System.Net;
using DnsClient;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Dns;

/// <summary>Asks a resolver who is authoritative, and those servers themselves, without any cache.</summary>
/// <param name="resolver">Null: that of the system.</param>
/// <param name="timeout">For one question; each is asked twice.</param>
public sealed class AuthorityClient(IPEndPoint? resolver, TimeSpan timeout)
{
    private readonly Dictionary<IPEndPoint, LookupClient> clients = [];
    private readonly Lock gate = new();
    private LookupClient? recursive;

    /// <summary>Every address of every name server of a zone; empty where they cannot be found.</summary>
    public async Task<ImmutableArray<AuthoritativeServer>> FindAsync(string zone, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<AuthoritativeServer>();
        var answer = await AskAsync(Resolver(), zone, QueryType.NS, cancellationToken);
        foreach (var name in answer?.Answers.NsRecords().Select(record => CanonicalName.Of(record.NSDName)).Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
        {
            foreach (var type in (QueryType[])[QueryType.A, QueryType.AAAA])
            {
                var addresses = (await AskAsync(Resolver(), name, type, cancellationToken))?.Answers.AddressRecords() ?? [];
                found.AddRange(addresses.Select(record => new AuthoritativeServer(name, new IPEndPoint(record.Address, 53))));
            }
        }

        return found.ToImmutable();
    }

    public async Task<SrvSighting> LookAsync(AuthoritativeServer server, string owner, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(ClientOf(server.Endpoint), owner, QueryType.SRV, cancellationToken);
        if (answer is null) return Not("does not answer");
        if (answer.Header.ResponseCode is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain)) return Not($"answers {answer.Header.ResponseCode}");
        if (!answer.Header.HasAuthorityAnswer) return Not("is not authoritative");
        var records = answer.Answers.SrvRecords().Where(record => CanonicalName.Of(record.DomainName) == owner).ToArray();
        return new SrvSighting([.. records.Select(record => new SrvTarget(record.Priority, record.Weight, record.Port, CanonicalName.Of(record.Target) is { Length: > 0 } target ? target : "."))],
            records.Length == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(records.Min(record => record.InitialTimeToLive)));
    }

    /// <summary>The serial of the zone's SOA record there; null where it is not to be had.</summary>
    public async Task<uint?> SerialAsync(AuthoritativeServer server, string zone, CancellationToken cancellationToken) =>
        (await AskAsync(ClientOf(server.Endpoint), zone, QueryType.SOA, cancellationToken))?.Answers.SoaRecords().FirstOrDefault()?.Serial;

    /// <summary>What the resolver says of a target's addresses. One that does not answer finds nothing.</summary>
    public async Task<TargetFinding> ExamineAsync(string target, CancellationToken cancellationToken)
    {
        var v4 = await AskAsync(Resolver(), target, QueryType.A, cancellationToken);
        var v6 = await AskAsync(Resolver(), target, QueryType.AAAA, cancellationToken);
        if (v4 is null || v6 is null) return TargetFinding.None;
        if (v4.Header.ResponseCode == DnsHeaderResponseCode.ServerFailure || v6.Header.ResponseCode == DnsHeaderResponseCode.ServerFailure) return TargetFinding.Failed;
        if (v4.Answers.CnameRecords().Any() || v6.Answers.CnameRecords().Any()) return TargetFinding.Alias;
        var addresses = v4.Answers.AddressRecords().Concat(v6.Answers.AddressRecords()).Select(record => record.Address).ToArray();
        return addresses.Length == 0 ? TargetFinding.NoAddress : addresses.Any(IsPrivate) ? TargetFinding.PrivateAddress : TargetFinding.None;
    }

    /// <summary>RFC 1918, RFC 4193, RFC 6598, loopback and link-local.</summary>
    public static bool IsPrivate(IPAddress address) => IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal
        || address.GetAddressBytes() is [10, _, _, _] or [172, >= 16 and < 32, _, _] or [192, 168, _, _] or [169, 254, _, _] or [100, >= 64 and < 128, _, _];

    // Null: no answer. What a server says is no exception.
    private static async Task<IDnsQueryResponse?> AskAsync(LookupClient client, string name, QueryType type, CancellationToken cancellationToken)
    {
        try
        {
            return await client.QueryAsync(name, type, QueryClass.IN, cancellationToken);
        }
        catch (DnsResponseException)
        {
            // Also a cancelled question comes so.
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private LookupClient Resolver()
    {
        lock (gate) return recursive ??= new LookupClient(Settings(resolver is null ? new LookupClientOptions() : new LookupClientOptions(resolver), recursion: true));
    }

    private LookupClient ClientOf(IPEndPoint endpoint)
    {
        lock (gate)
        {
            if (!clients.TryGetValue(endpoint, out var client)) clients.Add(endpoint, client = new LookupClient(Settings(new LookupClientOptions(endpoint), recursion: false)));
            return client;
        }
    }

    private LookupClientOptions Settings(LookupClientOptions options, bool recursion)
    {
        (options.UseCache, options.Recursion, options.Retries, options.Timeout) = (false, recursion, 1, timeout);
        (options.ThrowDnsErrors, options.ContinueOnDnsError, options.ContinueOnEmptyResponse) = (false, false, false);
        return options;
    }

    private static SrvSighting Not(string problem) => new([], TimeSpan.Zero, problem);
}
