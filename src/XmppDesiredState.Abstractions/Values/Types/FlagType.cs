using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

public sealed class FlagType : FieldType<bool>
{
    public static readonly FlagType Instance = new();

    public override string Description => "true or false";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out bool result, [NotNullWhen(false)] out Problem? problem)
    {
        result = raw is Value.Flag { Content: true };
        problem = raw is Value.Flag ? null : Expected(raw);
        return problem is null;
    }

    public override Value Write(bool value) => new Value.Flag(value);

    public override string Show(Value canonical) => canonical is Value.Flag { Content: true } ? "true" : "false";
}
