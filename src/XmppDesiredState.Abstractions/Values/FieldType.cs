using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values;

/// <summary>What values a field takes. Pure: no look-up, no file, no clock.</summary>
public abstract class FieldType
{
    /// <summary>For messages and documentation, with its article: "a duration such as 5m".</summary>
    public abstract string Description { get; }

    /// <summary>
    /// Reads a raw value into the one canonical form of its meaning; reading a canonical value yields itself.
    /// <see cref="Value.Cleared"/> and <see cref="Value.Default"/> are handled by the caller and never arrive here.
    /// </summary>
    public abstract bool TryRead(Value raw, [NotNullWhen(true)] out Value? canonical, [NotNullWhen(false)] out Problem? problem);

    /// <summary>A canonical value as people read and write it, on one line.</summary>
    public abstract string Show(Value canonical);

    /// <summary>The problem of a raw value that has the wrong shape altogether.</summary>
    protected Problem Expected(Value raw) => new($"is not {Description}: {Name(raw)}", $"Write {Description}.");

    private static string Name(Value raw) => raw switch
    {
        Value.Text text => $"'{Shorten(text.Content)}'",
        Value.Number number => $"the number {number.Content}",
        Value.Flag flag => flag.Content ? "true" : "false",
        Value.List => "a list",
        Value.Map => "a map",
        Value.Secret => "a secret",
        _ => "nothing",
    };

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
}
