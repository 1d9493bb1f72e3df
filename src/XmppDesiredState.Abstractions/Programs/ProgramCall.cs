using System.Collections.Immutable;

namespace XmppDesiredState.Programs;

/// <summary>A program that a state file declares, ready to be started. There is never a shell in between.</summary>
/// <param name="Command">
/// The program, then its arguments. A program without a folder is looked for on the PATH alone, one with a folder is relative to
/// <paramref name="Folder"/>.
/// </param>
/// <param name="Folder">Working folder, absolute; null: this process's.</param>
/// <param name="Time">After which it is stopped, with every program it started.</param>
public sealed record ProgramCall(ImmutableArray<string> Command, string? Folder, TimeSpan Time)
{
    /// <summary>1 MiB.</summary>
    public const int UsualLimit = 1024 * 1024;

    /// <summary>What it reads on its standard input, which is then closed.</summary>
    public ReadOnlyMemory<byte> Input { get; init; } = ReadOnlyMemory<byte>.Empty;

    /// <summary>Variables beside those of this process.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Bytes of standard output that are kept; a program that prints more is stopped. Zero: nothing is kept and any amount is passed over.</summary>
    public int OutputLimit { get; init; } = UsualLimit;

    /// <summary>For messages: the program without its arguments, which may hold anything.</summary>
    public string Name => Command.IsDefaultOrEmpty ? "" : Command[0];
}
