using System.Collections.Immutable;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Command;

/// <summary>What programs print, and what is reported of it.</summary>
internal static class CommandMapper
{
    private const int HexDigitsOfSha1 = 40;

    /// <summary>What a status program printed; null when it is no answer, empty when nothing is loaded, else the thumbprint as Windows writes it.</summary>
    public static string? Thumbprint(string printed)
    {
        var line = printed.Trim().TrimStart('\ufeff');
        if (line.Length == 0) return "";
        var digits = line.Replace(":", "", StringComparison.Ordinal);
        return digits.Length == HexDigitsOfSha1 && digits.All(char.IsAsciiHexDigit) ? digits.ToUpperInvariant() : null;
    }

    /// <param name="loaded">By member; one that is known to have nothing loaded is absent.</param>
    public static ObservedResource Report(ResourceId id, CommandService service, ImmutableSortedDictionary<string, string> loaded)
    {
        ImmutableArray<string> operations = [.. service.Reload.IsEmpty ? Array.Empty<string>() : ["reload"], .. service.Restart.IsEmpty ? Array.Empty<string>() : ["restart"]];
        return new ObservedResource(new Resource(id).With(Service.Loaded, loaded).With(Service.Operations, operations), string.Join(' ', loaded.Select(member => $"{member.Key}={member.Value}")));
    }

    /// <summary>The thumbprint that a member shall run with after a step.</summary>
    public static string? Wanted(Resource? after, string member) => ((after?[Service.Loaded] as Value.Map)?.Items.GetValueOrDefault(member) as Value.Text)?.Content;
}
