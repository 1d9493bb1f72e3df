using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading.Layout.Types;

/// <summary>A map whose key <c>type</c> says which other keys it has.</summary>
internal sealed class VariantType(string description, ImmutableArray<(string Word, string Summary, ObjectType Type)> variants) : FieldType<Value.Map>
{
    public const string Discriminator = "type";

    public ImmutableArray<(string Word, string Summary, ObjectType Type)> Variants => variants;

    public ImmutableArray<string> Words { get; } = [.. variants.Select(variant => variant.Word)];

    public override string Description => description;

    public ObjectType? Find(string word) => variants.FirstOrDefault(variant => variant.Word == word).Type;

    public override bool TryRead(Value raw, [NotNullWhen(true)] out Value.Map? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = null;
        if (raw is Value.Map map && map.Items.GetValueOrDefault(Discriminator) is Value.Text word && Find(word.Content) is { } variant)
            return variant.TryRead(raw, out result, out problem);
        problem = Expected(raw);
        return false;
    }

    public override Value Write(Value.Map value) => value;

    public override string Show(Value canonical) =>
        canonical is Value.Map map && map.Items.GetValueOrDefault(Discriminator) is Value.Text word ? Find(word.Content)?.Show(canonical) ?? "" : "";
}
