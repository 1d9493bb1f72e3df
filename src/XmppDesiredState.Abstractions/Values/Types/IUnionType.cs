using System.Collections.Immutable;

namespace XmppDesiredState.Values.Types;

/// <summary>A type whose values are written in one of several shapes, such as a preset's name or a map of settings.</summary>
public interface IUnionType
{
    ImmutableArray<FieldType> Alternatives { get; }
}
