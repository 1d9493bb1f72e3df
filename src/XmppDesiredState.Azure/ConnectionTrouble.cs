namespace XmppDesiredState.Azure;

/// <summary>Why no answer came, in our words: the transport's own differ from platform to platform.</summary>
internal static class ConnectionTrouble
{
    /// <returns>The end of a sentence.</returns>
    public static string Of(Exception problem)
    {
        foreach (var cause in Causes(problem))
        {
            switch (cause)
            {
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }: return "the server's certificate is not trusted, or TLS failed";
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }: return "the server's name could not be resolved";
                case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }: return "the server could not be reached";
                case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }: return "the answer is too large";
                case OperationCanceledException or TimeoutException: return "no answer in time";
                default: break;
            }
        }

        return "the connection broke off, or what came is no answer";
    }

    public static IEnumerable<Exception> Causes(Exception problem)
    {
        for (var cause = problem; cause is not null; cause = cause.InnerException) yield return cause;
    }
}
