using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>A text, or a reference to a secret as <see cref="SecretType"/> reads it: what a variable of a program is set to.</summary>
public sealed class TextOrSecretType : FieldType<TextOrSecret>, IUnionType
{
    public static readonly TextOrSecretType Instance = new();

    public ImmutableArray<FieldType> Alternatives => [TextType.Instance, SecretType.Instance];

    public override string Description => "text, or " + SecretType.Instance.Description;

    public override bool TryRead(Value raw, [NotNullWhen(true)] out TextOrSecret? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = null;
        if (raw is Value.Map or Value.Secret)
        {
            if (!SecretType.Instance.TryRead(raw, out Value.Secret? secret, out problem)) return false;
            result = new TextOrSecret(null, secret);
            return true;
        }

        if (raw is Value.List)
        {
            problem = Expected(raw);
            return false;
        }

        if (!TextType.Instance.TryRead(raw, out string? text, out problem)) return false;
        result = new TextOrSecret(text, null);
        return true;
    }

    public override Value Write(TextOrSecret value) => (Value?)value.Secret ?? new Value.Text(value.Text ?? "");

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "(secret)";
}
