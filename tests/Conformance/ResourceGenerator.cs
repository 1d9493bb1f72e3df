using CsCheck;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Conformance;

/// <summary>Arbitrary desired resources in canonical form, made from the types of their fields.</summary>
public static class ResourceGenerator
{
    private static readonly Gen<Value> Texts = Gen.String[Gen.Char["abcXYZ 0129:#-'\"\\äß€\n"], 0, 24].Select(text => (Value)new Value.Text(text));
    private static readonly Gen<Value> Domains = Gen.Select(Gen.Char['a', 'z'], Gen.Int[0, 99]).Select((letter, number) => (Value)new Value.Text($"{letter}{number}.example"));

    /// <summary>Each field is missing, empty or has a value of its type; fields of types without a generator, and secrets, are missing.</summary>
    public static Gen<Resource> Of(Kind kind, ResourceId id, IEnumerable<Field> fields) => fields
        .Where(field => kind.FindField(field.Name) is not null && !field.Is(Traits.Computed) && !field.Is(Traits.Secret))
        .Aggregate(Gen.Const(new Resource(id)), (resources, field) => Of(field.UntypedType) is not { } values ? resources
            : Gen.Select(resources, Gen.Int[0, 4], values).Select((resource, choice, value) => choice switch
            {
                0 => resource,
                1 => resource.With(field.Name, Value.Cleared.Instance),
                _ => field.TryRead(value, out var canonical, out _) ? resource.With(field.Name, canonical) : resource,
            }));

    private static Gen<Value>? Of(FieldType type) => type switch
    {
        FlagType => Gen.Bool.Select(flag => (Value)new Value.Flag(flag)),
        IntegerType integer => Gen.Long[integer.Minimum, Math.Min(integer.Maximum, integer.Minimum + 100_000)].Select(number => (Value)new Value.Number(number)),
        DurationType duration => Gen.Long[(long)duration.Minimum.TotalSeconds, 100_000].Select(seconds => (Value)new Value.Number(seconds)),
        TextType => Texts,
        DomainType => Domains,
        IChoiceType choice => Gen.Int[0, choice.Words.Length - 1].Select(index => (Value)new Value.Text(choice.Words[index])),
        NegotiationType => Gen.Int[0, Negotiation.Presets.Length - 1].Select(index => (Value)new Value.Text(Negotiation.Presets[index].Name)),
        SrvTargetType => Gen.Select(Domains, Gen.Int[0, 65535], Gen.Int[0, 65535], Gen.Int[0, 65535]).Select((target, priority, weight, port) =>
            SrvTargetType.Instance.Write(new SrvTarget(priority, weight, port, ((Value.Text)target).Content))),
        IListType list => Of(list.ItemType)?.Array[1, 4].Select(items => (Value)new Value.List([.. items])),
        _ => null,
    };
}
