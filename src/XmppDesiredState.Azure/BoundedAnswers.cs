namespace XmppDesiredState.Azure;

/// <summary>Takes an answer in whole before anybody reads it, and none that is larger than what is asked for could be, or that takes too long.</summary>
/// <param name="largest">In bytes.</param>
/// <param name="time">For a request, and again for an answer; each gets a second more for every 256 KB that it announces.</param>
internal sealed class BoundedAnswers(HttpMessageHandler inner, long largest, TimeSpan time, TimeProvider clock) : DelegatingHandler(inner)
{
    private const long Pace = 256 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(TimeFor(request.Content), clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, stop.Token);
            late.CancelAfter(TimeFor(response.Content));
            await response.Content.LoadIntoBufferAsync(largest, stop.Token);
            return response;
        }
        catch (Exception problem)
        {
            response?.Dispose();
            if (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested) throw new TimeoutException("No answer in time.", problem);
            throw;
        }
    }

    private TimeSpan TimeFor(HttpContent? content) => time + TimeSpan.FromSeconds(Math.Min(content?.Headers.ContentLength ?? 0, largest) / Pace);
}
