namespace XmppDesiredState.Values.Types;

/// <summary>A type whose values are lists or sets.</summary>
public interface IListType
{
    FieldType ItemType { get; }

    bool IsSet { get; }
}
