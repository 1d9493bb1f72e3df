using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using XmppDesiredState.Azure;
using XmppDesiredState.Credentials;
using XmppDesiredState.Providers.AzureDns.AzureDns.ResourceManager;

namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>Speaks to Azure Resource Manager. Reads are tried again when that may help; writes never, except that a 401 challenge is answered.</summary>
internal sealed class AzureDnsClient : IAsyncDisposable
{
    private const int ReadAttempts = 4;

    /// <summary>In bytes: no page of the longest record sets is larger.</summary>
    private const int LargestAnswer = 16 * 1024 * 1024;

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestReadWait = TimeSpan.FromSeconds(60);

    private readonly ProviderSettings settings;
    private readonly HttpClient http;
    private readonly AzureSignIn signIn;
    private readonly HttpPipeline pipeline;
    private readonly Uri endpoint;

    public AzureDnsClient(ProviderSettings settings, HttpMessageHandler handler)
    {
        this.settings = settings;
        if (!AzureDnsOptions.TryReadHost(settings.Get(AzureDnsOptions.Endpoint) ?? AzureDnsOptions.PublicEndpoint, out endpoint))
            throw new ProviderException(AzureDnsDiagnostics.BadOptions.At(null, "endpoint is no https address of a server.", $"Write {AzureDnsOptions.PublicEndpoint}."));
        // How long a network may take is real time, whatever the clock of the run is: that one is for waits.
        http = new HttpClient(new BoundedAnswers(handler, LargestAnswer, LongestAnswer, TimeProvider.System)) { Timeout = Timeout.InfiniteTimeSpan };
        var transport = new HttpClientTransport(http);
        signIn = new AzureSignIn(settings.Get(AzureDnsOptions.Credential) ?? AzureCredential.Auto,
            settings.TryGet(AzureDnsOptions.Authority, out var authority) && AzureDnsOptions.TryReadHost(authority, out var host) ? host : null, settings.Reveal, settings.AllowPrograms, transport);
        var options = new Options { Transport = transport };
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        // Refuses to send a token over anything but TLS.
        pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(signIn, endpoint.GetLeftPart(UriPartial.Authority) + "/.default"));
    }

    /// <exception cref="FailedException">It could not be read whole.</exception>
    public Task<IReadOnlyList<DnsSrvRecordData>> ListAsync(string zone, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<DnsSrvRecordData>>($"zone {zone}", async () =>
    {
        var sets = new List<DnsSrvRecordData>();
        await foreach (var set in SetsOf(zone).GetAllAsync(top: null, recordsetnamesuffix: null, cancellationToken)) sets.Add(set.Data);
        return sets;
    }, cancellationToken);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FailedException">It could not be read.</exception>
    public async Task<DnsSrvRecordData?> FindAsync(string zone, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync($"{name}.{zone}", async () => (await SetsOf(zone).GetAsync(name, cancellationToken)).Value.Data, cancellationToken);
        }
        catch (FailedException absent) when (absent.Failure.IsAbsent)
        {
            return null;
        }
    }

    /// <param name="ifMatch">The set must have this tag; null: there must be none.</param>
    /// <exception cref="FailedException">It was not done, or nobody knows.</exception>
    public Task<DnsSrvRecordData> PutAsync(string zone, DnsSrvRecordData data, ETag? ifMatch, CancellationToken cancellationToken) => TryAsync($"{data.Name}.{zone}", async () =>
    {
        var answer = await SetsOf(zone).CreateOrUpdateAsync(WaitUntil.Completed, data.Name, data, ifMatch: ifMatch, ifNoneMatch: ifMatch is null ? "*" : null, cancellationToken);
        return answer.Value.Data;
    }, cancellationToken);

    /// <summary>False when there was none.</summary>
    /// <exception cref="FailedException">It was not done, or nobody knows.</exception>
    public Task<bool> DeleteAsync(string zone, string name, ETag ifMatch, CancellationToken cancellationToken) => TryAsync($"{name}.{zone}", async () =>
        (await SetsOf(zone).Of(name).DeleteAsync(WaitUntil.Completed, ifMatch, cancellationToken)).Status != 204, cancellationToken);

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private DnsSrvRecordCollection SetsOf(string zone) => new(pipeline, endpoint,
        DnsSrvRecordCollection.CreateZonePath(settings.Get(AzureDnsOptions.Subscription) ?? "", settings.Get(AzureDnsOptions.ResourceGroup) ?? "", zone));

    private async Task<T> ReadAsync<T>(string subject, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(subject, read, cancellationToken);
            }
            catch (FailedException failed) when (failed.Failure.IsPassing && attempt < ReadAttempts && !cancellationToken.IsCancellationRequested)
            {
                // A second, then two, then four; or what Azure asks for, unless that is longer than anybody should wait for a plan.
                var wait = failed.Failure.RetryAfter ?? TimeSpan.FromSeconds(1 << (attempt - 1));
                if (wait > LongestReadWait) throw;
                if (failed.Failure.RetryAfter is not null) settings.Progress($"Azure asks to wait {Math.Ceiling(wait.TotalSeconds)} s before {subject} is read.");
                settings.Waits(wait);
                await Task.Delay(wait, settings.Clock, cancellationToken);
            }
        }
    }

    private async Task<T> TryAsync<T>(string subject, Func<Task<T>> request, CancellationToken cancellationToken)
    {
        try
        {
            return await request();
        }
        catch (Exception problem) when (Failures.Of(problem, subject, settings.Clock, signIn.Redact, cancellationToken) is { } failure)
        {
            throw new FailedException(failure, problem);
        }
    }

    private sealed class Options : ClientOptions;
}
