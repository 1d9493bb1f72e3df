using System.Collections.Immutable;
using System.Text.Json;
using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>
/// One entry of <c>steps</c>. What must be true before and shall be afterwards is not repeated here: reading takes it from the change the
/// step belongs to, without the provider's version of it. A plan that was read is compared and shown; it is never executed as it is.
/// </summary>
internal static class StepJson
{
    public static void Write(Utf8JsonWriter writer, PlannedStep planned)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", planned.Id);
        writer.WriteString("operation", PlanWords.Of(PlanWords.Operations, planned.Step.Operation));
        writer.WriteString("address", new Address(planned.Step.Resource, planned.Step.Provider).ToString());
        writer.WriteString("change", planned.Change.ToString());
        writer.WriteString("member", planned.Step.Member);
        writer.WriteNumber("phase", planned.Phase);
        writer.WriteStartArray("requires");
        foreach (var step in planned.Requires) writer.WriteNumberValue(step);
        writer.WriteEndArray();
        writer.WriteStartArray("failure_of");
        foreach (var step in planned.FailureOf) writer.WriteNumberValue(step);
        writer.WriteEndArray();
        if (planned.Mends is { } mended) writer.WriteNumber("mends", mended);
        else writer.WriteNull("mends");
        WaitingJson.Write(writer, "waiting", planned.Waiting);
        writer.WriteEndObject();
    }

    /// <summary>Null, reported, when an address cannot be read.</summary>
    public static PlannedStep? Read(JsonObject read, ILookup<Address, Change> changes)
    {
        if (PlanWords.ReadAddress(read, "address") is not { } address || PlanWords.ReadAddress(read, "change") is not { } owner) return null;
        var operation = PlanWords.Read(read, "operation", PlanWords.Operations);
        var change = owner.Id == address.Id ? changes[owner].FirstOrDefault() : null;
        var before = change?.Before is { } observed && operation != Operation.Create ? new ObservedResource(observed, "") : null;
        var step = new Step(read.Count("id"), address.Provider, address.Id, read.OptionalText("member"), operation, before,
            operation == Operation.Delete ? null : change?.After);
        return new PlannedStep(step, read.Count("phase"), ReadIds(read, "requires"), owner, WaitingJson.Read(read, "waiting"))
        {
            FailureOf = ReadIds(read, "failure_of"),
            Mends = read.OptionalCount("mends"),
        };
    }

    public static ImmutableArray<int> ReadIds(JsonObject read, string name)
    {
        var ids = ImmutableArray.CreateBuilder<int>();
        foreach (var node in read.List(name))
        {
            if (node.Whole is > 0 and <= int.MaxValue) ids.Add((int)node.Whole);
            else read.Reading.Report(node, "A step's id is a whole number from 1.");
        }

        return ids.ToImmutable();
    }
}
