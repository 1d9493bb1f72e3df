using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Loading.Layout.Types;

/// <summary><c>partner/fabrikam.com</c>, or on one provider <c>partner/fabrikam.com@lync</c>.</summary>
internal sealed class AddressType : FieldType<(ResourceId Id, string? Provider)>
{
    public static readonly AddressType Instance = new();

    public override string Description => "an address such as partner/fabrikam.com";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out (ResourceId Id, string? Provider) result, [NotNullWhen(false)] out Problem? problem)
    {
        result = default;
        problem = Expected(raw);
        if (raw is not Value.Text text) return false;
        var at = text.Content.LastIndexOf('@');
        var (written, provider) = at > 0 ? (text.Content[..at], text.Content[(at + 1)..]) : (text.Content, null);
        var slash = written.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0) return false;
        var kind = Kind.Find(written[..slash]);
        if (kind is null)
        {
            problem = problem with { Suspect = new UnknownWord(written[..slash], [.. Kind.All.Select(known => known.Name)], IsKey: false) };
            return false;
        }

        if (ResourceNames.Normalize(kind, written[(slash + 1)..]) is not { } name || provider is "") return false;
        problem = null;
        result = (new ResourceId(kind, name), provider);
        return true;
    }

    public override Value Write((ResourceId Id, string? Provider) value) => new Value.Text(value.Provider is null ? value.Id.ToString() : new Address(value.Id, value.Provider).ToString());

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "";
}
