namespace XmppDesiredState.Cli.Tests.EndToEnd.Documents;

/// <summary>Output as a document shows it: a line of <c>…</c> stands for any lines.</summary>
internal static class ShownOutput
{
    public static bool Is(ReadOnlySpan<string> shown, ReadOnlySpan<string> said)
    {
        if (shown.IsEmpty) return said.IsEmpty || said is [""];
        if (shown[0] != "…") return !said.IsEmpty && said[0] == shown[0] && (shown.Length == 1 ? said.Length == 1 : Is(shown[1..], said[1..]));
        for (var skipped = 0; skipped <= said.Length; skipped++)
        {
            if (shown.Length == 1 || Is(shown[1..], said[skipped..])) return true;
        }

        return false;
    }
}
