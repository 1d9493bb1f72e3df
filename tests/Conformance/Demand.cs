using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Conformance;

/// <summary>Assertions that talk to the author of a provider.</summary>
internal static class Demand
{
    public static void That(bool holds, string contract)
    {
        if (!holds) throw new ConformanceException($"The provider breaks its contract. {contract}");
    }

    /// <summary>Every managed attribute is reported with its value; others may be reported besides.</summary>
    public static void Reports(ObservedResource? seen, Resource desired, string contract)
    {
        That(seen is not null, $"{contract}. {desired.Id} is not reported at all.");
        foreach (var (name, value) in desired.Attributes)
        {
            if (desired.Id.Kind.FindField(name) is { } field && (field.Is(Traits.WriteOnly) || field.Is(Traits.Steering))) continue;
            var reported = seen!.Resource.Attributes.GetValueOrDefault(name);
            That(value.Equals(reported), $"{contract}. {desired.Id} {name}: expected {value}, reported {reported?.ToString() ?? "nothing"}.");
        }
    }

    public static string Show(ObservedResource seen) => $"{seen.Resource.Id} {seen.Version} " + string.Join(", ", seen.Resource.Attributes.Select(item => $"{item.Key} {item.Value}"));
}
