using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Loading.Layout.Types;

/// <summary>The identity of an access policy: <c>global</c>, <c>site:Redmond</c> or <c>tag:Sales</c>.</summary>
internal sealed class PolicyNameType : FieldType<string>
{
    public static readonly PolicyNameType Instance = new();

    public override string Description => "global, site:NAME or tag:NAME";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out string? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = raw is Value.Text text ? AccessPolicy.NormalizeName(text.Content) : null;
        problem = result is null ? Expected(raw) : null;
        return problem is null;
    }

    public override Value Write(string value) => new Value.Text(value);

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "";
}
