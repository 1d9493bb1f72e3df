using System.Collections.Immutable;
using XmppDesiredState.Providers.Rfc2136.Messages;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>Reads managed record sets: a whole zone by transfer, or single owners by question.</summary>
internal sealed class ZoneReading
{
    private readonly Dictionary<SrvEntry, RecordSetForm> forms = [];
    private readonly Lock gate = new();

    /// <summary>Null: the server does not let this key transfer the zone.</summary>
    /// <exception cref="ProviderException">It could not be read.</exception>
    public async Task<IReadOnlyDictionary<string, RecordSetForm>?> TransferAsync(Rfc2136Client client, string zone, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, List<SrvEntry>>(StringComparer.Ordinal);
        try
        {
            var isFirst = true;
            await foreach (var message in client.TransferAsync(zone, cancellationToken))
            {
                // Signed, so it is the server's word; NOTAUTH is also what Knot says of a zone that exists and may not be transferred.
                if (message.Code is ResponseCode.Refused or ResponseCode.NotAuth or ResponseCode.NotImp) return null;
                if (message.Code != ResponseCode.NoError) throw new ProviderException(Rfc2136Diagnostics.Answers(message.Code, client.Server.ToString(), zone, client.KeyName));
                if (isFirst && (message.Answers.Count == 0 || message.Answers[0].Type != RecordType.Soa || message.NameOf(message.Answers[0]) != zone))
                    throw new ExchangeException(ExchangeFault.Garbage, client.Server.ToString(), "the transfer does not begin with the zone's SOA record");
                isFirst = false;
                Collect(message, owners);
            }
        }
        catch (ExchangeException refused) when (refused is { Fault: ExchangeFault.Unsigned, Code: ResponseCode.Refused or ResponseCode.NotAuth or ResponseCode.NotImp })
        {
            // No outcome is taken from it: signed questions follow, and they decide.
            return null;
        }
        catch (ExchangeException refused) when (refused.Fault == ExchangeFault.KeyRefused)
        {
            // Knot says so of a key that may not transfer. A key that it does not know at all fails with the questions too.
            return null;
        }
        catch (Exception problem) when (problem is ExchangeException or DnsFormatException)
        {
            throw Failed(problem, client, zone);
        }

        return owners.ToDictionary(owner => owner.Key, owner => FormOf([.. owner.Value]), StringComparer.Ordinal);
    }

    /// <summary>The answers in the order of <paramref name="owners"/>.</summary>
    /// <exception cref="ProviderException">One of them could not be had.</exception>
    public async Task<SrvAnswer[]> AskAsync(Rfc2136Client client, string zone, IReadOnlyList<string> owners, CancellationToken cancellationToken)
    {
        try
        {
            var questions = owners.Select(owner => (Func<MessageWriter>)(() => MessageWriter.Begin(Opcode.Query, owner, RecordType.Srv))).ToArray();
            var answers = await client.ExchangeAsync(questions, cancellationToken);
            return [.. answers.Select((answer, index) => Read(answer, owners[index], client, zone))];
        }
        catch (Exception problem) when (problem is ExchangeException or DnsFormatException)
        {
            throw Failed(problem, client, zone);
        }
    }

    private SrvAnswer Read(DnsMessage answer, string owner, Rfc2136Client client, string zone)
    {
        if (answer.Code is not (ResponseCode.NoError or ResponseCode.NxDomain)) throw new ProviderException(Rfc2136Diagnostics.Answers(answer.Code, client.Server.ToString(), zone, client.KeyName));
        if (answer.IsTruncated) throw new DnsFormatException("The answer is cut short.");
        // Else it is a cache, or the name lies below a delegation: absence there proves nothing.
        if (!answer.IsAuthoritative) throw new ProviderException(Rfc2136Diagnostics.Answers(ResponseCode.NotAuth, client.Server.ToString(), zone, client.KeyName));
        var entries = ImmutableArray.CreateBuilder<SrvEntry>();
        var isAlias = false;
        foreach (var record in answer.Answers.Where(record => record.Class == RecordClass.In && record.Type is RecordType.Srv or RecordType.CName && answer.NameOf(record) == owner))
        {
            if (record.Type == RecordType.Srv) entries.Add(Rfc2136Mapper.ToEntry(answer.SrvOf(record), record.Ttl));
            else isAlias = true;
        }

        return new SrvAnswer(entries.Count == 0 ? null : FormOf(entries.ToImmutable()), isAlias);
    }

    private static void Collect(DnsMessage message, Dictionary<string, List<SrvEntry>> owners)
    {
        foreach (var record in message.Answers)
        {
            if (record.Type != RecordType.Srv || record.Class != RecordClass.In) continue;
            var owner = message.NameOf(record);
            if (!SrvRecord.IsManagedOwner(owner)) continue;
            if (!owners.TryGetValue(owner, out var entries)) owners.Add(owner, entries = new List<SrvEntry>(1));
            entries.Add(Rfc2136Mapper.ToEntry(message.SrvOf(record), record.Ttl));
        }
    }

    private RecordSetForm FormOf(ImmutableArray<SrvEntry> entries)
    {
        if (entries.Length > 1) return Rfc2136Mapper.ToForm(entries);
        lock (gate)
        {
            if (!forms.TryGetValue(entries[0], out var form)) forms.Add(entries[0], form = Rfc2136Mapper.ToForm(entries));
            return form;
        }
    }

    private static ProviderException Failed(Exception problem, Rfc2136Client client, string zone) => new(problem is ExchangeException exchange
        ? Rfc2136Diagnostics.Of(exchange, zone, client.KeyName)
        : Rfc2136Diagnostics.Of(new ExchangeException(ExchangeFault.Garbage, client.Server.ToString(), "what it sent is no DNS message: " + problem.Message), zone, client.KeyName), problem);
}
