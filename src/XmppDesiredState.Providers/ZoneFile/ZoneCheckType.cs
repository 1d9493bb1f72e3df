using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.ZoneFile;

/// <summary><c>auto</c>, <c>off</c>, or a program with its arguments, to which the zone's name and the file are appended.</summary>
internal sealed class ZoneCheckType : FieldType<ZoneCheck>
{
    public static readonly ZoneCheckType Instance = new();

    private static readonly ListType<string> Words = new(TextType.Instance, 100);

    public override string Description => "auto, off or a program with its arguments such as [named-checkzone, -i, local]";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out ZoneCheck? result, [NotNullWhen(false)] out Problem? problem)
    {
        (result, problem) = (null, null);
        switch (raw)
        {
            case Value.Text { Content: "auto" }:
                result = ZoneCheck.Auto;
                return true;
            case Value.Text { Content: "off" }:
                result = ZoneCheck.Off;
                return true;
            case Value.List { Items.Length: > 0 }:
                if (!Words.TryRead(raw, out ImmutableArray<string> command, out problem)) return false;
                problem = command[0].Length == 0 ? Expected(raw) : null;
                result = problem is null ? new ZoneCheck(command, IsRequired: true) : null;
                return result is not null;
            case Value.Text text:
                problem = Expected(raw) with { Suspect = new UnknownWord(text.Content, ["auto", "off"], IsKey: false) };
                return false;
            default:
                problem = Expected(raw);
                return false;
        }
    }

    public override Value Write(ZoneCheck value) => value.IsRequired ? Words.Write(value.Command) : new Value.Text(value.Command.IsEmpty ? "off" : "auto");

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : Words.Show(canonical);
}
