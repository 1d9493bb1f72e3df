using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>One attribute that differs, from three sides.</summary>
/// <param name="Applied">As it was applied last; null: it was not.</param>
/// <param name="Live">Null: not reported, or nothing is there.</param>
/// <param name="Declared">Null: no file says anything.</param>
/// <param name="Mute">Why the live change is expected.</param>
public sealed record DriftAttribute(Field Field, Value? Applied, Value? Live, Value? Declared, DriftMute? Mute = null)
{
    /// <summary>All three differ: somebody changed the live value, and somebody else the file.</summary>
    public bool IsAlsoInFile => Applied is not null && Declared is not null && !Differ.AreEqual(Field, Declared, Applied);

    /// <summary>What somebody did: from the value that was applied to the one that is live.</summary>
    public AttributeChange Done => new(Field, Applied ?? Declared, Live, NoteOf(Live));

    /// <summary>What an apply would do.</summary>
    public AttributeChange ToDo => new(Field, Live, Declared, NoteOf(Declared));

    private string? NoteOf(Value? value) => value is null ? null : Differ.Note(Field, value);
}
