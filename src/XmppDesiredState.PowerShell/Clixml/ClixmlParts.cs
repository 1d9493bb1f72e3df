using System.Collections.Immutable;

namespace XmppDesiredState.PowerShell.Clixml;

/// <summary>What has been read of an object so far.</summary>
internal sealed class ClixmlParts
{
    private static readonly ImmutableDictionary<string, object?> None = ImmutableDictionary.Create<string, object?>(StringComparer.OrdinalIgnoreCase);

    private bool hasBase;
    private object? value;

    public ImmutableArray<string> TypeNames { get; set; } = [];

    public string? Text { get; set; }

    public ImmutableDictionary<string, object?>.Builder Properties { get; } = None.ToBuilder();

    /// <summary>Levels of objects in it so far.</summary>
    public int Height { get; private set; }

    /// <summary>Itself as somebody within it sees it.</summary>
    public ClixmlObject Shell() => new(TypeNames, null, None, null);

    public object? Seen(Known inner)
    {
        Height = Math.Max(Height, inner.Height + 1);
        return inner.Value;
    }

    public void SetBase(object? inner)
    {
        if (hasBase) throw new ClixmlException("has an object with two values");
        (hasBase, value) = (true, inner);
    }

    /// <summary>A list, a dictionary or a primitive in its own right, unless it is the number of an enumeration; else an object.</summary>
    public object? Build()
    {
        var isNumber = value is byte or sbyte or short or ushort or int or uint or long or ulong;
        return !hasBase || value is ClixmlObject || (isNumber && Text is not null) ? new ClixmlObject(TypeNames, Text, Properties.ToImmutable(), value) : value;
    }
}
