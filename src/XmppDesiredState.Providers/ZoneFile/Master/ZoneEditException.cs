using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>An edit that cannot be made; nothing else is affected.</summary>
internal sealed class ZoneEditException(DiagnosticDescriptor why, string summary, string fix) : Exception(summary)
{
    public Diagnostic Diagnostic => why.At(null, Message, fix);
}
