using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary>A required attribute at a place where it may also come from elsewhere: from the section's defaults, or the entry says absent.</summary>
internal sealed class OptionalField(Field attribute) : Field(attribute.Name, attribute.Traits & ~Traits.Required, attribute.Summary)
{
    public override FieldType UntypedType => attribute.UntypedType;
}
