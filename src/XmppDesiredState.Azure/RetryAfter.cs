using System.Globalization;
using Azure;

namespace XmppDesiredState.Azure;

/// <summary>How long Azure asks to wait.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    /// <param name="longest">More is not believed.</param>
    /// <returns>Null where it asks for nothing.</returns>
    public static TimeSpan? Of(Response response, TimeProvider clock, TimeSpan longest)
    {
        if (!response.Headers.TryGetValue("Retry-After", out var text)) return null;
        var wait = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, 86400))
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) ? until - clock.GetUtcNow()
            : Usual;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > longest ? longest : wait;
    }
}
