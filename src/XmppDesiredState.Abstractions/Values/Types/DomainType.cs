using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>A domain or host name in the one form compared everywhere: lower case, A-labels, no trailing dot (<see cref="DomainName"/>).</summary>
public sealed class DomainType : FieldType<string>
{
    public static readonly DomainType Instance = new();

    public override string Description => "a domain name such as contoso.com";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out string? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = null;
        problem = raw is Value.Text text ? DomainName.TryNormalize(text.Content, out result) : Expected(raw);
        return problem is null;
    }

    public override Value Write(string value) => new Value.Text(value);

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "";
}
