using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Providers.Lync;

/// <summary>What a file that a script of ours wrote may be wrong with.</summary>
internal static class LyncScriptDiagnostics
{
    public static readonly DiagnosticDescriptor Broken = new("XDS9890", Severity.Error, "What a Lync script wrote cannot be read",
        "The file begins as the scripts of this provider write it, and then is not: it was cut off, edited, or written by a script of another version of this program. Run the script again and take the file as it is. Copies through a clipboard or an editor may change it.");

    public static readonly DiagnosticDescriptor NotInFile = new("XDS9891", Severity.Error, "A Lync script did not read this",
        "The file says nothing of the kind, or that it could not be read on the spot. Nothing is planned for it. Usual causes: the script was made before the kind was declared, it was ended before it read, or whoever ran it may not read that. Make the script again with script --observe and run it with the rights of CsViewOnlyAdministrator.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [Broken, NotInFile];

    public static ProviderException BrokenAt(string file, string how, Exception? inner = null) => new(Broken.At(null, $"{file} {how}.", "Run the script again, and bring back the file as it is."), inner);
}
