using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Diffing;

/// <summary>One attribute that differs.</summary>
/// <param name="Before">Null: not reported, or the resource is new.</param>
/// <param name="After">Null: the resource is deleted.</param>
/// <param name="Note">What it results in: "methods: SASL over TLS"; null where the values say enough.</param>
public sealed record AttributeChange(Field Field, Value? Before, Value? After, string? Note = null)
{
    /// <summary>Items that a set gains and loses; both empty for anything else.</summary>
    public (IReadOnlyList<Value> Added, IReadOnlyList<Value> Removed) Items =>
        Field.Is(Traits.Set) ? (Except(After, Before), Except(Before, After)) : ([], []);

    private static List<Value> Except(Value? from, Value? what) =>
        [.. (from as Value.List)?.Items.Where(item => (what as Value.List)?.Items.Contains(item) != true) ?? []];
}
