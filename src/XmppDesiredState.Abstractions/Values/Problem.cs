using System.Collections.Immutable;

namespace XmppDesiredState.Values;

/// <summary>Why a value is not of a field's type, and where inside the value.</summary>
/// <param name="Path">Keys (<see cref="string"/>) and indices (<see cref="int"/>) from the field's value inward; empty: the value itself.</param>
/// <param name="Message">What is wrong, as the end of a sentence: "is not a duration: '5 minutes'".</param>
/// <param name="Fix">What to write instead.</param>
/// <param name="Suspect">The word that was not understood, for "did you mean", with the words that would have been.</param>
public sealed record Problem(ImmutableArray<object> Path, string Message, string Fix, UnknownWord? Suspect = null)
{
    public Problem(string message, string fix) : this([], message, fix)
    {
    }

    /// <summary>The same problem seen from one level further out.</summary>
    public Problem Under(object step) => this with { Path = Path.Insert(0, step) };
}
