namespace XmppDesiredState.Values;

/// <inheritdoc />
#pragma warning disable MA0048 // Field<T> beside Field: a generic type cannot have a file of its own name on every file system.
public sealed class Field<T>(string name, FieldType<T> type, Traits traits, string summary) : Field(name, traits, summary)
{
    public FieldType<T> Type => type;

    public override FieldType UntypedType => type;
}
