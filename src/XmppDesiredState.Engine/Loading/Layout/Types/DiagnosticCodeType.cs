using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Loading.Layout.Types;

/// <summary>The code of a finding, <c>XDS2107</c>.</summary>
internal sealed class DiagnosticCodeType : FieldType<string>
{
    public const string Pattern = "^XDS[0-9]{4}$";

    public static readonly DiagnosticCodeType Instance = new();

    public override string Description => "a code such as XDS2107";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out string? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = raw is Value.Text { Content: ['X', 'D', 'S', _, _, _, _] code } && !code.AsSpan(3).ContainsAnyExceptInRange('0', '9') ? code : null;
        problem = result is null ? Expected(raw) : null;
        return problem is null;
    }

    public override Value Write(string value) => new Value.Text(value);

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "";
}
