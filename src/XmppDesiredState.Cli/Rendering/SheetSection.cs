using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>A part of a partner sheet, before it is text or Markdown.</summary>
/// <param name="Title">Without a full stop.</param>
internal sealed record SheetSection(string Title, ImmutableArray<string> Points)
{
    /// <summary>Lines for a shell, after the points.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];
}
