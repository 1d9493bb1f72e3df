using System.Collections.Immutable;
using System.Text.Json;

namespace XmppDesiredState.LyncPowerShell.Binding;

/// <summary>Reads <c>lync-cmdlets.json</c>, which holds the syntax blocks and parameter tables of the public reference.</summary>
internal static class CmdletReference
{
    private const string Marker = " (Default)";

    public static ImmutableArray<CmdletForm> Read()
    {
        using var stream = typeof(CmdletReference).Assembly.GetManifestResourceStream("lync-cmdlets.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("cmdlets").EnumerateObject().Select(cmdlet => Form(cmdlet.Name, cmdlet.Value))];
    }

    private static CmdletForm Form(string name, JsonElement cmdlet)
    {
        var sets = cmdlet.GetProperty("parameterSets").EnumerateObject().ToList();
        var details = cmdlet.GetProperty("details");
        var marked = sets.Select(set => set.Name).FirstOrDefault(set => set.EndsWith(Marker, StringComparison.Ordinal));
        var names = sets.Select(set => SetName(set.Name)).ToList();
        return new(
            name,
            marked is null ? names.Find(set => set is "Identity" or "Name") : SetName(marked),
            sets.Exists(set => set.Value.TryGetProperty("WhatIf", out _)),
            sets.ToImmutableSortedDictionary(set => SetName(set.Name), set => Parameters(set.Value, details), StringComparer.Ordinal));
    }

    private static string SetName(string name) => name == "default" ? "" : name.Replace(Marker, "", StringComparison.Ordinal);

    private static ImmutableArray<ParameterForm> Parameters(JsonElement set, JsonElement details)
    {
        var position = 0;
        var parameters = ImmutableArray.CreateBuilder<ParameterForm>();
        foreach (var parameter in set.EnumerateObject())
        {
            // These two come with ShouldProcess.
            if (parameter.Name is "WhatIf" or "Confirm") continue;
            var detail = details.TryGetProperty(parameter.Name, out var known) ? known : default;
            var pipeline = Text(parameter.Value, "pipeline") + Text(detail, "pipeline");
            parameters.Add(new(
                parameter.Name,
                parameter.Value.GetProperty("type").GetString()!,
                parameter.Value.GetProperty("required").GetBoolean(),
                parameter.Value.GetProperty("positional").GetBoolean() ? position++ : null,
                pipeline.Contains("ByValue", StringComparison.Ordinal),
                pipeline.Contains("ByPropertyName", StringComparison.Ordinal),
                detail.ValueKind == JsonValueKind.Object && detail.TryGetProperty("aliases", out var aliases) ? [.. aliases.EnumerateArray().Select(alias => alias.GetString()!)] : []));
        }
        return parameters.ToImmutable();
    }

    private static string Text(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
