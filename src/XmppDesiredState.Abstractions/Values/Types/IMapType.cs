namespace XmppDesiredState.Values.Types;

/// <summary>A type whose values are maps from free names to values of one type.</summary>
public interface IMapType
{
    FieldType ValueType { get; }
}
