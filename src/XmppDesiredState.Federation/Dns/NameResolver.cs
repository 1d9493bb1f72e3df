using System.Collections.Immutable;
using System.Net;
using DnsClient;
using DnsClient.Protocol;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Federation.Dns;

/// <summary>Asks a resolver, and follows aliases itself where the resolver did not. What comes back is taken for hostile.</summary>
internal sealed class NameResolver : IDisposable
{
    private readonly LookupClient client;
    private readonly TimeSpan within;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim places;

    /// <param name="resolver">Null: that of the system.</param>
    /// <param name="within">For one question and its repetition.</param>
    /// <param name="atOnce">Questions on their way: each takes a socket.</param>
    public NameResolver(IPEndPoint? resolver, TimeSpan within, int atOnce, TimeProvider clock)
    {
        (this.within, this.clock, places) = (within, clock, new SemaphoreSlim(atOnce));
        var options = resolver is null ? new LookupClientOptions() : new LookupClientOptions(resolver);
        (options.UseCache, options.Recursion, options.Retries, options.Timeout) = (false, true, 1, within / 2);
        (options.ThrowDnsErrors, options.ContinueOnDnsError, options.ContinueOnEmptyResponse) = (false, false, false);
        client = new LookupClient(options);
    }

    /// <param name="name">Canonical.</param>
    public async Task<NameAnswer> AskAsync(string name, QueryType type, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var at = name; ;)
        {
            var (outcome, answers) = await AskOnceAsync(at, type, cancellationToken);
            if (outcome != LookupOutcome.Found) return new NameAnswer(outcome, [], known.Count > 0);
            for (var isEnd = false; !isEnd;)
            {
                if (!known.Add(at) || known.Count > LookupBounds.Aliases + 1) return new NameAnswer(LookupOutcome.Failed, [], IsAlias: true);
                var own = answers.Where(record => CanonicalName.Of(record.DomainName) == at).ToArray();
                var records = own.Where(record => (int)record.RecordType == (int)type).ToImmutableArray();
                if (!records.IsEmpty) return new NameAnswer(LookupOutcome.Found, records, known.Count > 1);
                if (own.OfType<CNameRecord>().FirstOrDefault() is not { } alias) return new NameAnswer(LookupOutcome.NotThere, [], known.Count > 1);
                at = CanonicalName.Of(alias.CanonicalName);
                isEnd = !answers.Any(record => CanonicalName.Of(record.DomainName) == at);
            }
        }
    }

    public void Dispose() => places.Dispose();

    private async Task<(LookupOutcome Outcome, IReadOnlyList<DnsResourceRecord> Answers)> AskOnceAsync(string name, QueryType type, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            return await AskNowAsync(name, type, cancellationToken);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<(LookupOutcome Outcome, IReadOnlyList<DnsResourceRecord> Answers)> AskNowAsync(string name, QueryType type, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(within, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var response = await client.QueryAsync(name, type, QueryClass.IN, both.Token).WaitAsync(both.Token);
            return response.Header.ResponseCode switch
            {
                DnsHeaderResponseCode.NoError => (response.Answers.Count == 0 ? LookupOutcome.NotThere : LookupOutcome.Found, response.Answers),
                DnsHeaderResponseCode.NotExistentDomain => (LookupOutcome.NotThere, []),
                _ => (LookupOutcome.Failed, []),
            };
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The library documents no set of exceptions for answers that are none; a time-out it reports as one of its own.
            return (limit.IsCancellationRequested || problem is DnsResponseException { Code: DnsResponseCode.ConnectionTimeout } || problem.GetBaseException() is OperationCanceledException or System.Net.Sockets.SocketException
                ? LookupOutcome.NoAnswer : LookupOutcome.Failed, []);
        }
    }
}
