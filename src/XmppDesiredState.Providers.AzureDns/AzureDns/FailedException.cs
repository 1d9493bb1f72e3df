namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>A request came to nothing.</summary>
internal sealed class FailedException(Failure failure, Exception inner) : Exception(failure.Diagnostic.Summary, inner)
{
    public Failure Failure => failure;
}
