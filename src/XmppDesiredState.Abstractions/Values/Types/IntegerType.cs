using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>A whole number within bounds, both inclusive.</summary>
public sealed class IntegerType(long minimum = 0, long maximum = uint.MaxValue) : FieldType<long>
{
    public long Minimum => minimum;

    public long Maximum => maximum;

    public override string Description => $"a whole number from {minimum} to {maximum}";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out long result, [NotNullWhen(false)] out Problem? problem)
    {
        result = raw is Value.Number number ? number.Content : 0;
        problem = raw is Value.Number && result >= minimum && result <= maximum ? null : Expected(raw);
        return problem is null;
    }

    public override Value Write(long value) => new Value.Number(value);

    public override string Show(Value canonical) => canonical is Value.Number number ? $"{number.Content}" : "";
}
