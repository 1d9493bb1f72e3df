using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Providers;

/// <summary>A provider could not do what it was asked, for a reason that is not a bug.</summary>
public sealed class ProviderException(Diagnostic diagnostic, Exception? inner = null) : Exception(diagnostic.Summary, inner)
{
    public Diagnostic Diagnostic => diagnostic;
}
