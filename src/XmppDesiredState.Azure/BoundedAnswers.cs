namespace XmppDesiredState.Azure;

/// <summary>Takes an answer in whole before anybody reads it, and none that is larger than what is asked for could be.</summary>
/// <param name="largest">In bytes.</param>
internal sealed class BoundedAnswers(HttpMessageHandler inner, long largest) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(largest, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
