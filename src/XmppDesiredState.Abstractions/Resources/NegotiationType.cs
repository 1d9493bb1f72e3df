using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Resources;

/// <summary>A preset's name, or all three settings: <c>{ tls: Required, sasl: Optional, dialback: true }</c>.</summary>
public sealed class NegotiationType : FieldType<Negotiation>
{
    public static readonly NegotiationType Instance = new();

    private static readonly ChoiceType<NegotiationLevel> Level = new(
        ("Required", NegotiationLevel.Required), ("Optional", NegotiationLevel.Optional), ("NotSupported", NegotiationLevel.NotSupported));

    private static readonly Field<NegotiationLevel> Tls = new("tls", Level, Traits.Required, "Whether streams are encrypted (STARTTLS, RFC 6120 §5).");
    private static readonly Field<NegotiationLevel> Sasl = new("sasl", Level, Traits.Required, "Whether certificates prove identity (SASL EXTERNAL, XEP-0178).");
    private static readonly Field<bool> Dialback = new("dialback", FlagType.Instance, Traits.Required, "Whether server dialback (XEP-0220) is accepted.");

    public static ChoiceType<Negotiation> PresetType { get; } = new([.. Negotiation.Presets.Select(preset => (preset.Name, preset.Negotiation))]);

    public static ObjectType MapType { get; } = new("{ tls, sasl, dialback }", Tls, Sasl, Dialback);

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

        if (!MapType.TryRead(raw, out Value.Map? map, out problem)) return false;
        if (map.Items.FirstOrDefault(item => item.Value is Value.Cleared) is { Key: { } key })
        {
            problem = new Problem([key], "is empty", "Give all three settings a value, or use a preset.");
            return false;
        }

        _ = Level.TryRead(map.Items[Tls.Name], out NegotiationLevel tls, out _);
        _ = Level.TryRead(map.Items[Sasl.Name], out NegotiationLevel sasl, out _);
        result = new Negotiation(tls, sasl, map.Items[Dialback.Name] is Value.Flag { Content: true });
        return true;
    }

    public override Value Write(Negotiation value) => new Value.Map(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create(Tls.Name, Level.Write(value.Tls)),
        KeyValuePair.Create(Sasl.Name, Level.Write(value.Sasl)),
        KeyValuePair.Create(Dialback.Name, (Value)new Value.Flag(value.Dialback)),
    ]));

    public override string Show(Value canonical) => TryRead(canonical, out Negotiation? negotiation, out _) ? negotiation.ToString() : "";
}
