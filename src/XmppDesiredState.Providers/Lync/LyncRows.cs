using System.Collections.Immutable;
using XmppDesiredState.PowerShell;

namespace XmppDesiredState.Providers.Lync;

/// <summary>What scripts take and give, as the session carries it.</summary>
internal static class LyncRows
{
    public static ImmutableSortedDictionary<string, object?> Parameters(params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters) map.Add(name, value);
        return map.ToImmutable();
    }

    /// <summary>A cmdlet's parameters as they are splatted.</summary>
    /// <param name="secret">The content in place of a secret.</param>
    public static Dictionary<string, object?> Splat(LyncCall call, string? secret = null) => call.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Argument switch
    {
        LyncArgument.Text text => text.Content,
        LyncArgument.Flag flag => flag.Content,
        LyncArgument.Number number => checked((uint)number.Content),
        LyncArgument.Texts texts => texts.Items.ToArray(),
        LyncArgument.ListChange change => ListChange(change),
        LyncArgument.Secret => secret ?? throw new InvalidOperationException("A secret was not resolved."),
        _ => (object?)null,
    }, StringComparer.Ordinal);

    /// <summary>Rows as they come: the identity, then values in the order of the names.</summary>
    /// <returns>Null: what came is no row.</returns>
    public static LyncRow? ToRow(object? output, ImmutableArray<string> names)
    {
        if (output is not ImmutableArray<object?> cells || cells.Length != names.Length + 1) return null;
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < names.Length; index++)
        {
            if (cells[index + 1] is string text) values.Add(names[index], text);
            else if (cells[index + 1] is not null) return null;
        }

        return new LyncRow(cells[0] as string ?? "", values.ToImmutable());
    }

    /// <summary>Lists of texts by their first item.</summary>
    public static Dictionary<string, string[]> Tagged(PowerShellAnswer answer)
    {
        var tagged = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var output in answer.Output)
        {
            if (output is ImmutableArray<object?> { Length: > 0 } cells && cells[0] is string tag) tagged[tag] = [.. cells.Skip(1).OfType<string>()];
        }

        return tagged;
    }

    private static Dictionary<string, object?> ListChange(LyncArgument.ListChange change)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (!change.Add.IsEmpty) map["Add"] = change.Add.ToArray();
        if (!change.Remove.IsEmpty) map["Remove"] = change.Remove.ToArray();
        return map;
    }
}
