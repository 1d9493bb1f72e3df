using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values;

/// <summary>
/// A named, typed, documented key. Attributes of kinds, options of providers and sections of the state file are all fields:
/// the loader, the diff, JSON, the schema, redaction and the documentation read this one declaration.
/// </summary>
public abstract class Field(string name, Traits traits, string summary)
{
    /// <summary>camelCase, as it stands in a state file.</summary>
    public string Name => name;

    public Traits Traits => traits;

    /// <summary>One line, with the unit.</summary>
    public string Summary => summary;

    public abstract FieldType UntypedType { get; }

    public bool Is(Traits trait) => (traits & trait) != Traits.None;

    /// <summary>Reads a raw value (as a parser of YAML or JSON delivers it) into its canonical form.</summary>
    public bool TryRead(Value raw, [NotNullWhen(true)] out Value? canonical, [NotNullWhen(false)] out Problem? problem) =>
        UntypedType.TryRead(raw, out canonical, out problem);

    /// <summary>The value as people read it, on one line.</summary>
    public string Show(Value value) => value switch
    {
        Value.Cleared => "(empty)",
        Value.Default => "default",
        Value.Later later => $"(known after step {later.Step})",
        Value.Secret => "(secret)",
        _ => UntypedType.Show(value),
    };

    public override string ToString() => Name;
}
