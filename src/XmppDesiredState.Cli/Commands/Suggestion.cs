using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Commands;

/// <summary>"Did you mean" for a word that is none of those known.</summary>
internal static class Suggestion
{
    /// <summary>A sentence with a leading blank, or nothing when no word is near.</summary>
    public static string For(string word, IEnumerable<string> known) => DidYouMean.Closest(word, known) is { } nearest ? $" Did you mean {nearest}?" : "";
}
