using Azure;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using XmppDesiredState.Blobs;
using XmppDesiredState.Providers;
using BlobProperties = XmppDesiredState.Blobs.BlobProperties;

namespace XmppDesiredState.Azure.Blobs;

/// <summary>A container of Azure Blob Storage. Sends every request once; nothing of it is logged.</summary>
public sealed class AzureBlobs : IBlobs
{
    /// <summary>In bytes; the largest record of a run store, and what XML and headers add to a list.</summary>
    private const long LargestAnswer = 272L * 1024 * 1024;

    private const int MostEntries = 200_000;

    private readonly BlobPlace place;
    private readonly RevealSecret reveal;
    private readonly TimeProvider clock;
    private readonly HttpClient http;
    private readonly AzureSignIn signIn;
    private readonly BlobClientOptions options;
    private readonly SemaphoreSlim opening = new(1);
    private BlobContainerClient? opened;

    /// <param name="reveal">Resolves the secret, once, at the first request.</param>
    /// <param name="allowPrograms">False under <c>--no-exec</c>.</param>
    public AzureBlobs(BlobPlace place, RevealSecret reveal, bool allowPrograms, TimeProvider clock)
        : this(place, reveal, allowPrograms, clock, Connections.Create(), TimeSpan.FromSeconds(30))
    {
    }

    /// <param name="handler">How to reach servers: a test trusts the certificate of its own.</param>
    /// <param name="time">Longest time for a request, and for an answer, without content.</param>
    internal AzureBlobs(BlobPlace place, RevealSecret reveal, bool allowPrograms, TimeProvider clock, HttpMessageHandler handler, TimeSpan time)
    {
        (this.place, this.reveal, this.clock) = (place, reveal, clock);
        http = new HttpClient(new BoundedAnswers(handler, LargestAnswer, time, clock)) { Timeout = Timeout.InfiniteTimeSpan };
        var transport = new HttpClientTransport(http);
        signIn = new AzureSignIn(place.Credential, place.Authority, reveal, allowPrograms, transport);
        // The oldest version that has all of this: servers of other makers and older emulators know it.
        options = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02) { Transport = transport };
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = TimeSpan.FromMinutes(10);
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
    }

    /// <inheritdoc />
    public string Location => place.Location;

    /// <inheritdoc />
    public Task<BlobContent?> TryReadAsync(string name, long from, int most, CancellationToken cancellationToken) => IfThereAsync(TryAsync(async container =>
    {
        // A range that begins at the end of a blob is an error of its own, and so is any range of an empty blob.
        var range = new HttpRange(from, most);
        try
        {
            var answer = (await container.GetBlobClient(place.Prefix + name).DownloadContentAsync(new BlobDownloadOptions { Range = range }, cancellationToken)).Value;
            return new BlobContent(answer.Content.ToMemory(), answer.Details.ETag.ToString());
        }
        catch (RequestFailedException empty) when (empty.Status == 416)
        {
            return new BlobContent(ReadOnlyMemory<byte>.Empty, (await container.GetBlobClient(place.Prefix + name).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag.ToString());
        }
    }, cancellationToken));

    /// <inheritdoc />
    public Task<BlobProperties?> TryLookAsync(string name, CancellationToken cancellationToken) => IfThereAsync(TryAsync(async container =>
    {
        var found = (await container.GetBlobClient(place.Prefix + name).GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        return new BlobProperties(found.ETag.ToString(), found.ContentLength, found.LeaseState is LeaseState.Leased or LeaseState.Breaking, found.BlobCommittedBlockCount);
    }, cancellationToken));

    /// <inheritdoc />
    public Task<string> PutAsync(string name, ReadOnlyMemory<byte> content, BlobCondition condition, CancellationToken cancellationToken) => TryAsync(async container =>
    {
        var upload = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions
            {
                IfMatch = condition.Tag is null or "*" ? null : new ETag(condition.Tag),
                IfNoneMatch = condition.Tag is null ? ETag.All : null,
                LeaseId = condition.Lease,
            },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
            // One request: the blob is replaced whole, and the condition is looked at once.
            TransferOptions = new StorageTransferOptions { InitialTransferSize = LargestAnswer, MaximumTransferSize = LargestAnswer, MaximumConcurrency = 1 },
        };
        await using var stream = new BinaryData(content).ToStream();
        return (await container.GetBlockBlobClient(place.Prefix + name).UploadAsync(stream, upload, cancellationToken)).Value.ETag.ToString();
    }, cancellationToken);

    /// <inheritdoc />
    public Task CreateAppendableAsync(string name, CancellationToken cancellationToken) => TryAsync(async container =>
        await container.GetAppendBlobClient(place.Prefix + name).CreateAsync(new AppendBlobCreateOptions
        {
            Conditions = new AppendBlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/jsonl" },
        }, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<int> AppendAsync(string name, ReadOnlyMemory<byte> block, long position, CancellationToken cancellationToken) => TryAsync(async container =>
    {
        await using var stream = new BinaryData(block).ToStream();
        var appended = await container.GetAppendBlobClient(place.Prefix + name).AppendBlockAsync(stream,
            new AppendBlobAppendBlockOptions { Conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = position } }, cancellationToken);
        return appended.Value.BlobCommittedBlockCount;
    }, cancellationToken);

    /// <inheritdoc />
    public Task DeleteAsync(string name, string tag, CancellationToken cancellationToken) => TryAsync(async container =>
        await container.GetBlobClient(place.Prefix + name).DeleteAsync(DeleteSnapshotsOption.None, new BlobRequestConditions { IfMatch = new ETag(tag) }, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<BlobEntry>> ListAsync(string prefix, CancellationToken cancellationToken) => TryAsync<IReadOnlyList<BlobEntry>>(async container =>
    {
        var entries = new List<BlobEntry>();
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = place.Prefix + prefix }, cancellationToken))
        {
            if (entries.Count == MostEntries) throw new BlobException(BlobTrouble.TooLarge, $"there are more than {MostEntries} blobs");
            entries.Add(new BlobEntry(blob.Name[place.Prefix.Length..], blob.Properties.ContentLength ?? 0));
        }

        return entries;
    }, cancellationToken);

    /// <inheritdoc />
    public Task<string> TakeLeaseAsync(string name, string lease, TimeSpan duration, CancellationToken cancellationToken) => TryAsync(async container =>
        (await LeaseOf(container, name, lease).AcquireAsync(duration, cancellationToken: cancellationToken)).Value.ETag.ToString(), cancellationToken);

    /// <inheritdoc />
    public Task RenewLeaseAsync(string name, string lease, CancellationToken cancellationToken) =>
        TryAsync(async container => await LeaseOf(container, name, lease).RenewAsync(cancellationToken: cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task ReleaseLeaseAsync(string name, string lease, CancellationToken cancellationToken) =>
        TryAsync(async container => await LeaseOf(container, name, lease).ReleaseAsync(cancellationToken: cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task BreakLeaseAsync(string name, CancellationToken cancellationToken) =>
        TryAsync(async container => await LeaseOf(container, name, null).BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken), cancellationToken);

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        opening.Dispose();
        return ValueTask.CompletedTask;
    }

    private BlobLeaseClient LeaseOf(BlobContainerClient container, string name, string? lease) => container.GetBlobClient(place.Prefix + name).GetBlobLeaseClient(lease);

    private static async Task<T?> IfThereAsync<T>(Task<T> read) where T : class
    {
        try
        {
            return await read;
        }
        catch (BlobException absent) when (absent.Trouble == BlobTrouble.BlobAbsent)
        {
            return null;
        }
    }

    private async Task<T> TryAsync<T>(Func<BlobContainerClient, Task<T>> request, CancellationToken cancellationToken)
    {
        try
        {
            return await request(await OpenAsync(cancellationToken));
        }
        catch (Exception problem) when (BlobFailures.IsOne(problem, cancellationToken))
        {
            throw BlobFailures.Of(problem, clock);
        }
    }

    private async Task<BlobContainerClient> OpenAsync(CancellationToken cancellationToken)
    {
        if (opened is not null) return opened;
        await opening.WaitAsync(cancellationToken);
        try
        {
            return opened ??= await CreateAsync(new Uri($"{place.Endpoint.AbsoluteUri.TrimEnd('/')}/{place.Container}"), cancellationToken);
        }
        finally
        {
            opening.Release();
        }
    }

    private async Task<BlobContainerClient> CreateAsync(Uri container, CancellationToken cancellationToken)
    {
        try
        {
            if (place.Key is { } key) return new BlobContainerClient(container, new StorageSharedKeyCredential(place.Account, await RevealAsync(key.Reference, cancellationToken)), options);
            if (place.Signature is { } signature) return new BlobContainerClient(container, new AzureSasCredential((await RevealAsync(signature.Reference, cancellationToken)).TrimStart('?')), options);
            // Refuses to send a token over anything but TLS.
            return new BlobContainerClient(container, signIn, options);
        }
        catch (Exception unusable) when (unusable is FormatException or ArgumentException)
        {
            // Its message may hold what it could not read.
            throw new BlobException(BlobTrouble.SignIn, place.Key is null ? "the shared access signature is none" : "the account key is none: it is no Base64") { Fix = "Correct what the secret's reference leads to." };
        }
    }

    private async ValueTask<string> RevealAsync(Values.SecretReference reference, CancellationToken cancellationToken) => new string((await reveal(reference, cancellationToken)).Span).Trim();
}
