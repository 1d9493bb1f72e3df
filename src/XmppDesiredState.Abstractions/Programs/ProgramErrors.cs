using System.Collections.Immutable;

namespace XmppDesiredState.Programs;

/// <summary>The end of what a program wrote to standard error, as bytes of any encoding.</summary>
/// <param name="Tail">At most <see cref="Limit"/> bytes.</param>
/// <param name="IsCut">Whether there was more before it, so that it may begin inside a line.</param>
public sealed record ProgramErrors(ReadOnlyMemory<byte> Tail, bool IsCut)
{
    /// <summary>64 KiB.</summary>
    public const int Limit = 64 * 1024;

    public static readonly ProgramErrors None = new(ReadOnlyMemory<byte>.Empty, IsCut: false);

    /// <summary>The last lines that say something, oldest first, on one line; empty when there are none.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="secrets">Values that must not be shown.</param>
    public string LastLines(int count, ImmutableArray<string> secrets)
    {
        const int longest = 300;
        var text = ProgramText.Hide(ProgramText.Decode(Tail.Span), secrets);
        // What is left of a cut line may begin inside a secret, which nobody would recognise.
        if (IsCut) text = text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? text[(end + 1)..] : "";
        var lines = ProgramText.WithoutKeys(text.Split('\n')).Select(line => ProgramText.Hide(ProgramText.Clean(line), secrets)).Where(line => line.Length > 0).ToArray();
        return string.Join(" / ", lines.TakeLast(count).Select(line => line.Length <= longest ? line : string.Concat(line.AsSpan(0, longest), "…")));
    }
}
