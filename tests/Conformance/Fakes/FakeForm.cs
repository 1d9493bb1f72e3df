using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Conformance.Fakes;

/// <summary>The form in which the fake reports: every field it could have, empty ones as <see cref="Value.Cleared"/>, no secret, nothing that only steers.</summary>
internal static class FakeForm
{
    public static bool IsReported(Field field) => !field.Is(Traits.WriteOnly) && !field.Is(Traits.Steering);

    public static Resource Report(Resource resource) => new(resource.Id, Value.Map.NoItems.AddRange(
        resource.Id.Kind.Fields.Where(IsReported).Select(field => KeyValuePair.Create(field.Name, resource[field] ?? Value.Cleared.Instance))));

    /// <summary>The live resource with what a step manages laid over it.</summary>
    public static Resource Merge(Resource live, Resource after) => Report(live with { Attributes = live.Attributes.SetItems(after.Attributes) });

    public static bool Holds(Resource live, Resource after) => Merge(live, after).Equals(live);
}
