using System.Collections.Immutable;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Providers.Rfc2136.Messages;
using XmppDesiredState.Providers.Rfc2136.Tsig;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>
/// Signed questions and verified answers, over one connection at a time. The servers are tried in order until one takes a connection, the keys
/// until one is not answered by BADKEY or BADSIG; both choices are kept.
/// </summary>
/// <param name="keys">At least one; they belong to the caller.</param>
/// <param name="timeout">For one connection, and for each message.</param>
internal sealed class Rfc2136Client(ImmutableArray<StreamEndpoint> servers, ImmutableArray<TsigKey> keys, TimeSpan timeout, TimeProvider clock) : IDisposable
{
    /// <summary>Questions on their way at the same time.</summary>
    private const int Window = 64;

    /// <summary>Octets of a whole transfer: five million records, more than any zone this is for.</summary>
    private const long LargestTransfer = 256L * 1024 * 1024;

    private DnsConnection? connection;
    private StreamEndpoint server = servers[0];
    private int keyIndex;

    /// <summary>The server that is, or was last, asked.</summary>
    public StreamEndpoint Server => server;

    public string KeyName => keys[keyIndex].Name;

    /// <summary>Sends one message and returns its verified answer, whatever it says.</summary>
    /// <param name="message">As <see cref="MessageWriter.Begin"/> begins it: the id and the signature are put in here.</param>
    /// <exception cref="ExchangeException">No answer that can be believed.</exception>
    public async Task<DnsMessage> ExchangeAsync(Func<MessageWriter> message, CancellationToken cancellationToken) => (await ExchangeAsync([message], cancellationToken))[0];

    /// <summary>The same for questions that do not depend on each other; the answers are in their order.</summary>
    public async Task<DnsMessage[]> ExchangeAsync(IReadOnlyList<Func<MessageWriter>> messages, CancellationToken cancellationToken)
    {
        var answers = new List<DnsMessage>(messages.Count);
        foreach (var window in messages.Chunk(Window))
            answers.AddRange(await WithKeysAsync(() => AskAsync(window, cancellationToken), cancellationToken));
        return [.. answers];
    }

    /// <summary>The messages of a transfer as they come. None may be believed before the last one has: what vouches for them comes behind.</summary>
    /// <exception cref="ExchangeException">It broke off, or cannot be believed.</exception>
    public async IAsyncEnumerable<DnsMessage> TransferAsync(string zone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The first message shows whether the key will do.
        var (transaction, first) = await WithKeysAsync(async () => await BeginTransferAsync(zone, cancellationToken), cancellationToken);
        using (transaction)
        {
            yield return first;
            if (first.Code != ResponseCode.NoError) yield break;
            var (ends, octets, message) = (0, 0L, first);
            while (true)
            {
                if (message.Answers.Count == 0) throw Fault(ExchangeFault.Garbage, "a message of the transfer holds no records");
                ends += message.Answers.Count(record => record.Type == RecordType.Soa);
                octets += message.Octets.Length;
                if (octets > LargestTransfer) throw Fault(ExchangeFault.Garbage, "the zone is larger than 256 MB");
                if (ends >= 2) break;
                message = await ReceiveAsync(cancellationToken);
                if (message.Id != first.Id || !message.IsResponse) throw Fault(ExchangeFault.Garbage, "a message of the transfer belongs to another question");
                _ = Judge(transaction.Verify(message), transaction, message);
                if (message.Code != ResponseCode.NoError) throw Fault(ExchangeFault.Garbage, $"the transfer ended with {message.Code}");
                yield return message;
            }

            if (!transaction.IsComplete) throw Fault(ExchangeFault.Unsigned, "the last message of the transfer is not signed");
        }
    }

    public void Dispose() => connection?.Dispose();

    private async Task<(TsigTransaction Transaction, DnsMessage First)> BeginTransferAsync(string zone, CancellationToken cancellationToken)
    {
        var transaction = new TsigTransaction(keys[keyIndex], clock);
        try
        {
            var question = Sign(MessageWriter.Begin(Opcode.Query, zone, RecordType.Axfr), transaction);
            await SendAsync([question.Message], cancellationToken);
            var first = await ReceiveAsync(cancellationToken);
            if (first.Id != question.Id || !first.IsResponse) throw Fault(ExchangeFault.Garbage, "the answer belongs to another question");
            return (transaction, Judge(transaction.Verify(first), transaction, first));
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    private async Task<DnsMessage[]> AskAsync(Func<MessageWriter>[] messages, CancellationToken cancellationToken)
    {
        var open = new Dictionary<ushort, (int Index, Opcode Opcode, TsigTransaction Transaction)>();
        try
        {
            var signed = new List<MessageWriter>();
            for (var index = 0; index < messages.Length; index++)
            {
                var transaction = new TsigTransaction(keys[keyIndex], clock);
                var question = Sign(messages[index](), transaction, open.ContainsKey);
                open.Add(question.Id, (index, (Opcode)((question.Message.Written[2] >> 3) & 15), transaction));
                signed.Add(question.Message);
            }

            await SendAsync(signed, cancellationToken);
            var answers = new DnsMessage[messages.Length];
            while (open.Count > 0)
            {
                var answer = await ReceiveAsync(cancellationToken);
                if (!open.TryGetValue(answer.Id, out var question) || !answer.IsResponse || answer.Opcode != question.Opcode) throw Fault(ExchangeFault.Garbage, "the answer belongs to another question");
                answers[question.Index] = Judge(question.Transaction.Verify(answer), question.Transaction, answer);
                question.Transaction.Dispose();
                open.Remove(answer.Id);
            }

            return answers;
        }
        finally
        {
            foreach (var (_, _, transaction) in open.Values) transaction.Dispose();
        }
    }

    private static (MessageWriter Message, ushort Id) Sign(MessageWriter message, TsigTransaction transaction, Func<ushort, bool>? isTaken = null)
    {
        ushort id;
        do id = (ushort)RandomNumberGenerator.GetInt32(1, ushort.MaxValue + 1);
        while (isTaken?.Invoke(id) == true);
        message.PatchUInt16(0, id);
        transaction.Sign(message);
        return (message, id);
    }

    private DnsMessage Judge(TsigVerdict verdict, TsigTransaction transaction, DnsMessage message) => verdict switch
    {
        TsigVerdict.Verified or TsigVerdict.Pending => message,
        TsigVerdict.KeyRefused => throw Fault(ExchangeFault.KeyRefused, "it does not know the key, or not for this (BADKEY)", message.Code),
        TsigVerdict.SignatureRefused => throw Fault(ExchangeFault.SignatureRefused, "it has another secret for the key (BADSIG)", message.Code),
        TsigVerdict.ClockRefused or TsigVerdict.OutOfTime => throw new ExchangeException(ExchangeFault.ClockSkew, server.ToString(), "its clock differs too much from ours") { ServerTime = transaction.ServerTime },
        TsigVerdict.Unsigned => throw Fault(ExchangeFault.Unsigned, $"an answer without a signature ({Rfc2136Mapper.Word(message.Code)})", message.Code),
        _ => throw Fault(ExchangeFault.Forged, "an answer whose signature does not fit"),
    };

    // An unsigned refusal of the key costs at most the next attempt: what is sent is conditional, so sending it under another key does no harm.
    private async Task<T> WithKeysAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (ExchangeException refused) when (refused.Fault is ExchangeFault.KeyRefused or ExchangeFault.SignatureRefused && attempt < keys.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Close();
                keyIndex = (keyIndex + 1) % keys.Length;
            }
            catch
            {
                // What else stands in the connection belongs to nobody.
                Close();
                throw;
            }
        }
    }

    private void Close()
    {
        connection?.Dispose();
        connection = null;
    }

    private async Task SendAsync(IReadOnlyList<MessageWriter> messages, CancellationToken cancellationToken)
    {
        connection ??= await ConnectAsync(cancellationToken);
        await BoundedAsync(async token => { await connection.SendAsync(messages, token); return true; }, cancellationToken);
    }

    private Task<DnsMessage> ReceiveAsync(CancellationToken cancellationToken) => BoundedAsync(connection!.ReceiveAsync, cancellationToken);

    private async Task<DnsConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        ExchangeException? problem = null;
        foreach (var candidate in servers.OrderByDescending(candidate => candidate == server))
        {
            server = candidate;
            try
            {
                return await BoundedAsync(token => DnsConnection.OpenAsync(candidate, token), cancellationToken);
            }
            catch (ExchangeException refused)
            {
                problem ??= new ExchangeException(ExchangeFault.Unreachable, refused.Server, refused.Fault == ExchangeFault.Silent ? $"no connection within {Values.Duration.Format(timeout)}" : refused.Detail);
            }
        }

        server = servers[0];
        throw problem!;
    }

    private async Task<T> BoundedAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await work(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fault(ExchangeFault.Silent, $"no answer within {Values.Duration.Format(timeout)}");
        }
        catch (DnsFormatException problem)
        {
            throw Fault(ExchangeFault.Garbage, "what it sent is no DNS message: " + problem.Message);
        }
        catch (EndOfStreamException)
        {
            throw Fault(ExchangeFault.BrokenOff, "it ended the connection before its answer");
        }
        catch (Exception problem) when (problem is SocketException or IOException)
        {
            throw Fault(ExchangeFault.BrokenOff, "the connection failed: " + problem.Message);
        }
    }

    private ExchangeException Fault(ExchangeFault fault, string detail, ResponseCode code = ResponseCode.NoError) => new(fault, server.ToString(), detail) { Code = code };
}
