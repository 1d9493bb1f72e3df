using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>A map with a fixed set of documented keys.</summary>
public sealed class ObjectType(string description, params Field[] fields) : FieldType<Value.Map>
{
    public ImmutableArray<Field> Fields { get; } = [.. fields];

    public override string Description => description;

    public override bool TryRead(Value raw, [NotNullWhen(true)] out Value.Map? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = null;
        if (raw is not Value.Map map)
        {
            problem = Expected(raw);
            return false;
        }

        var canonical = Value.Map.NoItems.ToBuilder();
        foreach (var (key, value) in map.Items)
        {
            var field = Fields.FirstOrDefault(candidate => candidate.Name == key);
            if (field is null)
            {
                problem = new Problem([key], $"is not a key of {description}", "Known keys: " + string.Join(", ", Fields.Select(known => known.Name)) + ".",
                    new UnknownWord(key, [.. Fields.Select(known => known.Name)], IsKey: true));
                return false;
            }

            if (value is Value.Cleared && field.Is(Traits.Required))
            {
                problem = new Problem([key], "is empty", $"Give it a value: {field.Summary}");
                return false;
            }

            if (value is Value.Cleared)
            {
                canonical[key] = value;
            }
            else if (!field.TryRead(value, out var read, out problem))
            {
                problem = problem.Under(key);
                return false;
            }
            else
            {
                canonical[key] = read;
            }
        }

        var missing = Fields.FirstOrDefault(field => field.Is(Traits.Required) && !canonical.ContainsKey(field.Name));
        problem = missing is null ? null : new Problem($"lacks {missing.Name}", $"Add {missing.Name}: {missing.Summary}");
        result = problem is null ? new Value.Map(canonical.ToImmutable()) : null;
        return problem is null;
    }

    public override Value Write(Value.Map value) => value;

    public override string Show(Value canonical) => canonical is not Value.Map map ? "" : string.Join(", ",
        Fields.Where(field => map.Items.ContainsKey(field.Name)).Select(field => $"{field.Name} {field.Show(map.Items[field.Name])}"));
}
