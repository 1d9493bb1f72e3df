using XmppDesiredState.Blobs;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>A container in memory that answers as it is told: before a call is carried out, or after it, when the answer is lost.</summary>
internal sealed class ScriptedBlobs : IBlobs
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (byte[] Content, int Tag, int Blocks)> blobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> leases = new(StringComparer.Ordinal);
    private int tags;

    /// <summary>Asked with the call's word and the blob before it is carried out; what it gives is thrown instead.</summary>
    public Func<string, string, Exception?> Before { get; set; } = (_, _) => null;

    /// <summary>The same once it was carried out.</summary>
    public Func<string, string, Exception?> After { get; set; } = (_, _) => null;

    /// <summary>Every call, in its order: <c>put last-applied.json</c>.</summary>
    public List<string> Calls { get; } = [];

    public string Location => "https://contoso.blob.core.windows.net/xmppstate";

    public static BlobException Lost => new(BlobTrouble.Unclear, "no answer in time");

    public byte[]? this[string name]
    {
        get { lock (gate) return blobs.TryGetValue(name, out var found) ? found.Content : null; }
        set { lock (gate) blobs[name] = (value!, ++tags, 0); }
    }

    public Task<BlobContent?> TryReadAsync(string name, long from, int most, CancellationToken cancellationToken) => Do("read", name, () => blobs.TryGetValue(name, out var found)
        ? new BlobContent(found.Content.Skip((int)from).Take(most).ToArray(), $"{found.Tag}") : null);

    public Task<BlobProperties?> TryLookAsync(string name, CancellationToken cancellationToken) => Do("look", name, () => blobs.TryGetValue(name, out var found)
        ? new BlobProperties($"{found.Tag}", found.Content.Length, leases.ContainsKey(name), found.Blocks) : null);

    public Task<string> PutAsync(string name, ReadOnlyMemory<byte> content, BlobCondition condition, CancellationToken cancellationToken) => Do("put", name, () =>
    {
        var current = blobs.TryGetValue(name, out var found) ? $"{found.Tag}" : null;
        if (condition.Tag != "*" && condition.Tag != current) throw new BlobException(BlobTrouble.ConditionFailed, "status 412");
        if (leases.GetValueOrDefault(name) is { } lease && lease != condition.Lease) throw new BlobException(condition.Lease is null ? BlobTrouble.Leased : BlobTrouble.LeaseLost, "status 412");
        if (condition.Lease is not null && !leases.ContainsKey(name)) throw new BlobException(BlobTrouble.LeaseLost, "status 412");
        blobs[name] = (content.ToArray(), ++tags, 0);
        return $"{tags}";
    });

    public Task CreateAppendableAsync(string name, CancellationToken cancellationToken) => Do("create", name, () =>
    {
        if (blobs.ContainsKey(name)) throw new BlobException(BlobTrouble.ConditionFailed, "status 409");
        blobs[name] = ([], ++tags, 0);
        return true;
    });

    public Task<int> AppendAsync(string name, ReadOnlyMemory<byte> block, long position, CancellationToken cancellationToken) => Do("append", name, () =>
    {
        var found = blobs[name];
        if (found.Content.Length != position) throw new BlobException(BlobTrouble.ConditionFailed, "status 412");
        blobs[name] = ([.. found.Content, .. block.ToArray()], ++tags, found.Blocks + 1);
        return found.Blocks + 1;
    });

    public Task DeleteAsync(string name, string tag, CancellationToken cancellationToken) => Do("delete", name, () => $"{blobs[name].Tag}" == tag && blobs.Remove(name));

    public Task<IReadOnlyList<BlobEntry>> ListAsync(string prefix, CancellationToken cancellationToken) => Do<IReadOnlyList<BlobEntry>>("list", prefix, () =>
        [.. blobs.Where(blob => blob.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(blob => blob.Key, StringComparer.Ordinal).Select(blob => new BlobEntry(blob.Key, blob.Value.Content.Length))]);

    public Task<string> TakeLeaseAsync(string name, string lease, TimeSpan duration, CancellationToken cancellationToken) => Do("lease", name, () =>
    {
        if (!blobs.TryGetValue(name, out var found)) throw new BlobException(BlobTrouble.BlobAbsent, "status 404");
        if (leases.TryGetValue(name, out var other) && other != lease) throw new BlobException(BlobTrouble.Leased, "status 409");
        leases[name] = lease;
        return $"{found.Tag}";
    });

    public Task RenewLeaseAsync(string name, string lease, CancellationToken cancellationToken) => Do("renew", name, () => leases.GetValueOrDefault(name) == lease ? true : throw new BlobException(BlobTrouble.LeaseLost, "status 409"));

    public Task ReleaseLeaseAsync(string name, string lease, CancellationToken cancellationToken) => Do("release", name, () => leases.GetValueOrDefault(name) == lease && leases.Remove(name));

    public Task BreakLeaseAsync(string name, CancellationToken cancellationToken) => Do("break", name, () => leases.Remove(name));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<T> Do<T>(string call, string name, Func<T> carryOut)
    {
        lock (gate)
        {
            Calls.Add($"{call} {name}");
            if (Before(call, name) is { } refused) return Task.FromException<T>(refused);
            try
            {
                var result = carryOut();
                return After(call, name) is { } lost ? Task.FromException<T>(lost) : Task.FromResult(result);
            }
            catch (BlobException failed)
            {
                return Task.FromException<T>(failed);
            }
        }
    }
}
