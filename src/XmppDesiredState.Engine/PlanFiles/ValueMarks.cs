using System.Text.Json;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>Terraform's <c>after_unknown</c> and <c>*_sensitive</c>: an object as deep as it must be, with true where it applies.</summary>
internal static class ValueMarks
{
    public static bool IsUnknown(Value value) => value is Value.Later;

    /// <summary>Only references stand in a plan; they are marked all the same, since what they refer to is secret.</summary>
    public static bool IsSensitive(Value value) => value is Value.Secret;

    public static void Write(Utf8JsonWriter writer, string name, Resource? resource, Func<Value, bool> applies)
    {
        writer.WritePropertyName(name);
        if (resource is null) writer.WriteBooleanValue(false);
        else Write(writer, new Value.Map(resource.Attributes), applies);
    }

    private static void Write(Utf8JsonWriter writer, Value value, Func<Value, bool> applies)
    {
        switch (value)
        {
            case Value.Map map:
                writer.WriteStartObject();
                foreach (var (key, item) in map.Items)
                {
                    if (!Contains(item, applies)) continue;
                    writer.WritePropertyName(key);
                    Write(writer, item, applies);
                }

                writer.WriteEndObject();
                break;
            case Value.List list:
                writer.WriteStartArray();
                foreach (var item in list.Items) Write(writer, item, applies);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteBooleanValue(applies(value));
                break;
        }
    }

    private static bool Contains(Value value, Func<Value, bool> applies) => applies(value) || value switch
    {
        Value.Map map => map.Items.Values.Any(item => Contains(item, applies)),
        Value.List list => list.Items.Any(item => Contains(item, applies)),
        _ => false,
    };
}
