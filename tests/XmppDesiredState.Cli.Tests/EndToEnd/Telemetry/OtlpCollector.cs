using System.Collections.Concurrent;
using System.Net;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Telemetry;

/// <summary>A collector on loopback that takes OTLP over HTTP in protobuf, and keeps what came.</summary>
internal sealed class OtlpCollector : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<(string Path, string? Key, byte[] Body)> requests = new();
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpStatusCode answer;
    private readonly bool isSilent;

    /// <param name="isSilent">Takes every request and answers none.</param>
    public OtlpCollector(HttpStatusCode answer = HttpStatusCode.OK, bool isSilent = false)
    {
        (this.answer, this.isSilent) = (answer, isSilent);
        Address = $"http://127.0.0.1:{FreePort.Take()}";
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        _ = ListenAsync();
    }

    public string Address { get; }

    public IEnumerable<string> Paths => requests.Select(request => request.Path);

    /// <summary>Of a header <c>api-key</c>.</summary>
    public IEnumerable<string?> Keys => requests.Select(request => request.Key);

    /// <summary>Every byte that came.</summary>
    public byte[] Bytes => [.. requests.SelectMany(request => request.Body)];

    public List<OtlpSpan> Spans => [.. Messages("/v1/traces").SelectMany(resource => resource.All(2)).SelectMany(scope => scope.All(2)).Select(OtlpSpan.Of)];

    /// <summary>The last of each series.</summary>
    public List<OtlpPoint> Points => [.. Messages("/v1/metrics").SelectMany(resource => resource.All(2)).SelectMany(scope => scope.All(2)).SelectMany(OtlpPoint.Of)
        .GroupBy(point => point.Metric + string.Join(',', point.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))).Select(series => series.Last())];

    public Dictionary<string, string> Resource => OtlpSpan.AttributesOf(Messages("/v1/traces").Concat(Messages("/v1/metrics")).First().All(1).Single(), 1);

    public void Dispose()
    {
        released.TrySetResult();
        listener.Close();
    }

    private IEnumerable<ProtobufMessage> Messages(string path) => requests.Where(request => request.Path == path).SelectMany(request => new ProtobufMessage(request.Body).All(1));

    private async Task ListenAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            requests.Enqueue((context.Request.Url!.AbsolutePath, context.Request.Headers["api-key"], body.ToArray()));
            if (isSilent) await released.Task;
            context.Response.StatusCode = (int)answer;
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
        catch (Exception left) when (left is HttpListenerException or ObjectDisposedException or IOException)
        {
            // Whoever asked has ended.
        }
    }
}
