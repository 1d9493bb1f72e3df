namespace XmppDesiredState.Cli.Telemetry;

/// <summary>
/// Sends by a client that the library made, with what the variables say of certificates and time-outs, and tells what went wrong: the library
/// itself tells nobody.
/// </summary>
internal sealed class WatchedSending(HttpClient client, Action<string> failed) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Judge(request, client.Send(Copy(request), cancellationToken));
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            failed(Sentence(request, problem));
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Judge(request, await client.SendAsync(Copy(request), cancellationToken));
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            failed(Sentence(request, problem));
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) client.Dispose();
        base.Dispose(disposing);
    }

    // A client takes a request that another has sent for one that is sent twice.
    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content, Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var (name, values) in request.Headers) copy.Headers.TryAddWithoutValidation(name, values);
        return copy;
    }

    private HttpResponseMessage Judge(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode) failed($"{Place(request)} answered {(int)response.StatusCode}");
        return response;
    }

    private static string Sentence(HttpRequestMessage request, Exception problem) =>
        problem is OperationCanceledException ? $"{Place(request)} did not answer in time" : $"{Place(request)} cannot be reached: {problem.Message.TrimEnd('.')}";

    // Without what may be a password or a key in it.
    private static string Place(HttpRequestMessage request) => request.RequestUri is { } address ? $"{address.Scheme}://{address.Host}:{address.Port}" : "the collector";
}
