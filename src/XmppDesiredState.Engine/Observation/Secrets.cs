using System.Collections.Immutable;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Observation;

/// <summary>Finds references to secrets in values.</summary>
internal static class Secrets
{
    public static IEnumerable<SecretReference> In(ImmutableSortedDictionary<string, Value> values) => values.Values.SelectMany(In);

    private static IEnumerable<SecretReference> In(Value value) => value switch
    {
        Value.Secret secret => [secret.Reference],
        Value.Map map => In(map.Items),
        Value.List list => list.Items.SelectMany(In),
        _ => [],
    };
}
