using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>One <c>host:port</c>, or a list of them.</summary>
internal sealed class ServersType : FieldType<ImmutableArray<string>>, IUnionType
{
    /// <summary>A name of 253 characters, a port, brackets.</summary>
    private const int LongestAddress = 300;

    public static readonly ServersType Instance = new();

    private static readonly TextType One = new(LongestAddress);
    private static readonly ListType<string> Several = new(One, 16);

    public ImmutableArray<FieldType> Alternatives => [One, Several];

    public override string Description => "host:port, or a list of them";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out ImmutableArray<string> result, [NotNullWhen(false)] out Problem? problem)
    {
        if (raw is Value.List) return Several.TryRead(raw, out result, out problem);
        result = One.TryRead(raw, out string? only, out problem) ? [only] : [];
        return problem is null;
    }

    public override Value Write(ImmutableArray<string> value) => value.Length == 1 ? One.Write(value[0]) : Several.Write(value);

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : Several.Show(canonical);
}
