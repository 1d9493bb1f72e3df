using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values;

/// <inheritdoc />
#pragma warning disable MA0048 // FieldType<T> beside FieldType.
public abstract class FieldType<T> : FieldType
{
    /// <summary>Reads a raw or canonical value as the type the code works with.</summary>
    public abstract bool TryRead(Value raw, [NotNullWhen(true)] out T? result, [NotNullWhen(false)] out Problem? problem);

    /// <summary>The canonical form; an empty collection is <see cref="Value.Cleared"/>.</summary>
    public abstract Value Write(T value);

    public sealed override bool TryRead(Value raw, [NotNullWhen(true)] out Value? canonical, [NotNullWhen(false)] out Problem? problem)
    {
        canonical = TryRead(raw, out T? result, out problem) ? Write(result) : null;
        return canonical is not null;
    }
}
