namespace XmppDesiredState.PowerShell.Clixml;

/// <summary>What an answer may be at most.</summary>
/// <param name="Bytes">Of the text, unpacked.</param>
/// <param name="Nodes">Elements; what a reference points to counts each time.</param>
/// <param name="Depth">Objects within objects.</param>
public sealed record ClixmlLimits(int Bytes, int Nodes, int Depth)
{
    /// <summary>128 MiB, four million elements, 64 levels: about a hundred times the answer with 5,000 partners.</summary>
    public static readonly ClixmlLimits Usual = new(128 * 1024 * 1024, 4_000_000, 64);
}
