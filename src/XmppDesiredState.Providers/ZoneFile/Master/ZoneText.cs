using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>One file's bytes, untouched. Master files have no encoding: every byte is kept as it is.</summary>
/// <param name="Path">Absolute, links followed: where it is written.</param>
/// <param name="Shown">As messages name it.</param>
internal sealed record ZoneText(string Path, string Shown, byte[] Bytes)
{
    public ReadOnlySpan<byte> Of(ZoneToken token) =>
        token.Quoted ? Bytes.AsSpan(token.Start + 1, Math.Max(0, token.End - token.Start - 2)) : Bytes.AsSpan(token.Start, token.End - token.Start);

    public ProviderException Refuse(DiagnosticDescriptor why, int offset, string summary, string fix) => new(why.At(At(offset), summary, fix));

    public ProviderException Malformed(int offset, string summary) =>
        Refuse(ZoneFileDiagnostics.Malformed, offset, summary, "Mend the line; named-checkzone shows what the name server thinks of it.");

    private SourceSpan At(int offset)
    {
        var before = Bytes.AsSpan(0, Math.Min(offset, Bytes.Length));
        var line = before.Count((byte)'\n') + 1;
        var column = before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1;
        return new SourceSpan(Shown, line, column, line, column);
    }
}
