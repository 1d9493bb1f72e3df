using System.Text.Json;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>One entry of <c>resource_changes</c>: Terraform's names first, then ours.</summary>
internal static class ChangeJson
{
    public static void Write(Utf8JsonWriter writer, Change change)
    {
        writer.WriteStartObject();
        writer.WriteString("address", change.Address.ToString());
        writer.WriteString("type", change.Address.Id.Kind.Name);
        writer.WriteString("name", change.Address.Id.Name);
        writer.WriteString("provider_name", change.Address.Provider);
        writer.WriteStartObject("change");
        WriteTexts(writer, "actions", [PlanWords.Terraform(change.Action)]);
        writer.WritePropertyName("before");
        ResourceJson.Write(writer, change.Before);
        writer.WritePropertyName("after");
        ResourceJson.Write(writer, change.After);
        ValueMarks.Write(writer, "after_unknown", change.After, ValueMarks.IsUnknown);
        ValueMarks.Write(writer, "before_sensitive", change.Before, ValueMarks.IsSensitive);
        ValueMarks.Write(writer, "after_sensitive", change.After, ValueMarks.IsSensitive);
        writer.WriteEndObject();
        writer.WriteString("action_reason", change.Reason);
        writer.WriteString("action", PlanWords.Of(PlanWords.Actions, change.Action));
        WriteTexts(writer, "risk", change.Risks.Select(risk => PlanWords.Of(PlanWords.Risks, risk)));
        DiagnosticJson.WriteRange(writer, "range", change.Where);
        writer.WriteStartArray("attributes");
        foreach (var attribute in change.Attributes) Write(writer, attribute);
        writer.WriteEndArray();
        writer.WritePropertyName("blocked");
        DiagnosticJson.Write(writer, change.Blocked);
        WaitingJson.Write(writer, "waiting", change.Waiting);
        WriteTexts(writer, "notes", change.Notes);
        writer.WriteStartArray("steps");
        foreach (var step in change.Steps) writer.WriteNumberValue(step);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Null, reported, when its address cannot be read.</summary>
    public static Change? Read(JsonObject read)
    {
        if (PlanWords.ReadAddress(read, "address") is not { } address) return null;
        if (read.Text("type") != address.Id.Kind.Name || read.Text("name") != address.Id.Name || read.Text("provider_name") != address.Provider)
            read.Reading.Report(read.Node, $"'type', 'name' and 'provider_name' must say the same as the address {address}.");
        var change = read.Object("change");
        var action = PlanWords.Read(read, "action", PlanWords.Actions);
        if (!change.Texts("actions").SequenceEqual([PlanWords.Terraform(action)])) read.Reading.Report(change.Node, "'actions' must agree with 'action'.");
        return new Change
        {
            Address = address,
            Action = action,
            Before = ReadResource(change, "before", address.Id),
            After = ReadResource(change, "after", address.Id),
            Attributes = [.. read.Objects("attributes").Select(attribute => ReadAttribute(attribute, address.Id.Kind)).OfType<AttributeChange>()],
            Reason = read.Text("action_reason"),
            Where = DiagnosticJson.ReadRange(read, "range"),
            Risks = [.. read.List("risk").Select(risk => ReadRisk(risk, read.Reading))],
            Blocked = read.OptionalObject("blocked") is { } blocked ? DiagnosticJson.Read(blocked) : null,
            Waiting = WaitingJson.Read(read, "waiting"),
            Steps = StepJson.ReadIds(read, "steps"),
            Notes = read.Texts("notes"),
        };
    }

    public static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    // A missing side is left out: null would mean that the attribute is empty.
    private static void Write(Utf8JsonWriter writer, AttributeChange attribute)
    {
        writer.WriteStartObject();
        writer.WriteString("name", attribute.Field.Name);
        if (attribute.Before is not null)
        {
            writer.WritePropertyName("before");
            ValueJson.Write(writer, attribute.Before);
        }

        if (attribute.After is not null)
        {
            writer.WritePropertyName("after");
            ValueJson.Write(writer, attribute.After);
        }

        writer.WriteString("note", attribute.Note);
        writer.WriteEndObject();
    }

    private static AttributeChange? ReadAttribute(JsonObject read, Kind kind)
    {
        var name = read.Text("name");
        if (kind.FindField(name) is not { } field)
        {
            read.Reading.Report(read.Node, $"'{JsonObject.Shorten(name)}' is not an attribute of {kind} that this version knows.");
            return null;
        }

        Value? Side(string side) => read.Node.Find(side) is { } node ? ResourceJson.Read(node, field, read.Reading) : null;
        return new AttributeChange(field, Side("before"), Side("after"), read.OptionalText("note"));
    }

    private static Resource? ReadResource(JsonObject change, string name, ResourceId id) =>
        change.OptionalObject(name) is { } attributes ? ResourceJson.Read(attributes.Node, id, change.Reading) : null;

    private static Risk ReadRisk(JsonNode node, JsonReading reading)
    {
        var risk = PlanWords.Meaning(PlanWords.Risks, node.Text);
        if (risk is null) reading.Report(node, $"A risk is {PlanWords.Risks.Description}.");
        return risk ?? default;
    }
}
