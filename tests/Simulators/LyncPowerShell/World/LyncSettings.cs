using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>One instance of a kind of settings: the gateway's, the Access Edge's, an external access policy.</summary>
/// <param name="Identity">As the cmdlets show it: <c>Global</c>, <c>Site:Redmond</c>, <c>Tag:Sales</c>.</param>
/// <param name="Values">By parameter name: bool, uint, text or null.</param>
[JsonConverter(typeof(LyncSettingsConverter))]
public sealed record LyncSettings(string Identity, ImmutableDictionary<string, object?> Values)
{
    public object? this[string name] => Values.GetValueOrDefault(name);

    public LyncSettings With(string name, object? value) => this with { Values = Values.SetItem(name, value) };
}
