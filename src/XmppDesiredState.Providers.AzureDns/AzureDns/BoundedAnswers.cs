namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>Takes an answer in whole before anybody reads it, and none that is larger than a page of the longest sets could be.</summary>
internal sealed class BoundedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int LargestAnswer = 16 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
