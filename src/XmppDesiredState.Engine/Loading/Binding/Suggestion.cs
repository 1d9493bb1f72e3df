using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary>"Did you mean" as the beginning of a fix.</summary>
internal static class Suggestion
{
    /// <summary>A sentence with a space after it, or nothing when no word is near.</summary>
    public static string For(string word, IEnumerable<string> known) => DidYouMean.Closest(word, known) is { } nearest ? $"Did you mean {nearest}? " : "";
}
