using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Resources;

/// <summary>A preset's name, or all three settings: <c>{ tls: Required, sasl: Optional, dialback: true }</c>.</summary>
public sealed class NegotiationType : FieldType<Negotiation>, IUnionType
{
    public static readonly NegotiationType Instance = new();

    private static readonly ChoiceType<NegotiationLevel> Level = new(
        ("Required", NegotiationLevel.Required), ("Optional", NegotiationLevel.Optional), ("NotSupported", NegotiationLevel.NotSupported));

    private static readonly Field<NegotiationLevel> Tls = new("tls", Level, Traits.Required, "Whether streams are encrypted (STARTTLS, RFC 6120 §5).");
    private static readonly Field<NegotiationLevel> Sasl = new("sasl", Level, Traits.Required, "Whether certificates prove identity (SASL EXTERNAL, XEP-0178).");
    private static readonly Field<bool> Dialback = new("dialback", FlagType.Instance, Traits.Required, "Whether server dialback (XEP-0220) is accepted.");

    public static ChoiceType<Negotiation> PresetType { get; } = new([.. Negotiation.Presets.Select(preset => (preset.Name, preset.Negotiation))]);

    public static ObjectType MapType { get; } = new("{ tls, sasl, dialback }", Tls, Sasl, Dialback);

    public ImmutableArray<FieldType> Alternatives => [PresetType, MapType];

    public override string Description => "a preset (" + string.Join(", ", PresetType.Words) + ") or { tls, sasl, dialback }";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out Negotiation? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = null;
        if (raw is Value.Text) return PresetType.TryRead(raw, out result, out problem);
        if (raw is not Value.Map)
        {
            problem = Expected(raw);
            return false;
        }

        problem = null;
        if (TryReadWhole((Value.Map)raw, out result)) return true;
        if (!MapType.TryRead(raw, out Value.Map? map, out problem)) return false;
        _ = Level.TryRead(map.Items[Tls.Name], out NegotiationLevel tls, out _);
        _ = Level.TryRead(map.Items[Sasl.Name], out NegotiationLevel sasl, out _);
        result = new Negotiation(tls, sasl, map.Items[Dialback.Name] is Value.Flag { Content: true });
        return true;
    }

    // All three keys with values of their types, as in every canonical value: read without building another map, since every phase reads every partner.
    private static bool TryReadWhole(Value.Map map, [NotNullWhen(true)] out Negotiation? result)
    {
        result = map.Items.Count == 3
            && map.Items.GetValueOrDefault(Tls.Name) is Value.Text rawTls && Level.TryRead(rawTls, out NegotiationLevel tls, out _)
            && map.Items.GetValueOrDefault(Sasl.Name) is Value.Text rawSasl && Level.TryRead(rawSasl, out NegotiationLevel sasl, out _)
            && map.Items.GetValueOrDefault(Dialback.Name) is Value.Flag dialback
            ? new Negotiation(tls, sasl, dialback.Content) : null;
        return result is not null;
    }

    // The few combinations there are, written once: ten thousand partners share their values.
    private static readonly ConcurrentDictionary<Negotiation, Value> Written = new();

    public override Value Write(Negotiation value) => Written.GetOrAdd(value, static negotiation => new Value.Map(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create(Tls.Name, Level.Write(negotiation.Tls)),
        KeyValuePair.Create(Sasl.Name, Level.Write(negotiation.Sasl)),
        KeyValuePair.Create(Dialback.Name, (Value)new Value.Flag(negotiation.Dialback)),
    ])));

    public override string Show(Value canonical) => TryRead(canonical, out Negotiation? negotiation, out _) ? negotiation.ToString() : "";
}
