using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Resources;

/// <summary>One target of an SRV record set: <c>{ target: access.contoso.com, port: 5269, priority: 0, weight: 0 }</c>.</summary>
public sealed class SrvTargetType : FieldType<SrvTarget>, IUnionType
{
    public static readonly SrvTargetType Instance = new();

    private static readonly IntegerType Short = new(0, ushort.MaxValue);
    private static readonly Field<string> Target = new("target", TextType.Instance, Traits.Required, "Host name with addresses of its own, not an alias; . says that the service is not available.");
    private static readonly Field<long> Port = new("port", Short, Traits.None, "TCP port; 5269 unless given.");
    private static readonly Field<long> Priority = new("priority", Short, Traits.None, "Lower is asked first; 0 unless given.");
    private static readonly Field<long> Weight = new("weight", Short, Traits.None, "Share of the load among targets of the same priority; 0 unless given.");

    // Threads may put one in each other's place; each is whole.
    private static readonly Written?[] Recent = new Written?[64];

    public static ObjectType MapType { get; } = new("{ target, port, priority, weight }", Target, Port, Priority, Weight);

    public ImmutableArray<FieldType> Alternatives => [MapType];

    public override string Description => "a target such as { target: access.contoso.com, priority: 0 }";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out SrvTarget? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = null;
        if (raw is not Value.Map)
        {
            problem = Expected(raw);
            return false;
        }

        problem = null;
        if (TryReadWhole((Value.Map)raw, out result)) return true;
        if (!MapType.TryRead(raw, out Value.Map? map, out problem)) return false;
        var written = (map.Items[Target.Name] as Value.Text)?.Content ?? "";
        var name = written;
        // An address is a well-formed text and a rule of its own (XDS2xxx) explains it better than "not a domain name" would.
        if (written != "." && !DomainName.IsAddress(written))
        {
            problem = DomainName.TryNormalize(written, out name)?.Under(Target.Name);
            if (problem is not null) return false;
        }

        result = new SrvTarget(Number(map, Priority, 0), Number(map, Weight, 0), Number(map, Port, 5269), name!);
        return true;
    }

    public override Value Write(SrvTarget value)
    {
        // Records are many and targets few: the record sets of a zone that name the same host share its value, and are told equal by that.
        ref var recent = ref Recent[(uint)value.GetHashCode() % Recent.Length];
        if (recent is not { } known || known.Target != value) recent = known = new Written(value, Build(value));
        return known.Value;
    }

    private static Value.Map Build(SrvTarget value)
    {
        // A builder allocates a third of what CreateRange does, and every record of a zone passes here.
        var items = Value.Map.NoItems.ToBuilder();
        items.Add(Priority.Name, new Value.Number(value.Priority));
        items.Add(Weight.Name, new Value.Number(value.Weight));
        items.Add(Port.Name, new Value.Number(value.Port));
        items.Add(Target.Name, new Value.Text(value.Target));
        return new Value.Map(items.ToImmutable());
    }

    /// <summary>Priority, weight, port and target, as in a zone file.</summary>
    public override string Show(Value canonical) =>
        TryRead(canonical, out SrvTarget? target, out _) ? $"{target.Priority} {target.Weight} {target.Port} {target.Target}" : "";

    // Nothing to translate and nothing to complain about, as in every canonical value: read without building another map, since every
    // phase reads every target.
    private static bool TryReadWhole(Value.Map map, [NotNullWhen(true)] out SrvTarget? result)
    {
        var known = 1;
        result = map.Items.GetValueOrDefault(Target.Name) is Value.Text { Content: var name }
            && (name == "." || (DomainName.TryNormalize(name, out var normal) is null && normal == name))
            && TryCount(map, Priority, 0, ref known, out var priority) && TryCount(map, Weight, 0, ref known, out var weight) && TryCount(map, Port, 5269, ref known, out var port)
            && known == map.Items.Count ? new SrvTarget(priority, weight, port, name) : null;
        return result is not null;
    }

    private static bool TryCount(Value.Map map, Field<long> field, int otherwise, ref int known, out int count)
    {
        count = otherwise;
        if (!map.Items.TryGetValue(field.Name, out var value)) return true;
        if (value is not Value.Number { Content: >= 0 and <= ushort.MaxValue } number) return false;
        (count, known) = ((int)number.Content, known + 1);
        return true;
    }

    private static int Number(Value.Map map, Field<long> field, int otherwise) =>
        map.Items.TryGetValue(field.Name, out var value) && value is Value.Number number ? (int)number.Content : otherwise;

    private sealed record Written(SrvTarget Target, Value.Map Value);
}
