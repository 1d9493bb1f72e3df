using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>Reads a plan from JSON. What follows from the rest (counts, checks, lists of addresses) is not read but made again.</summary>
internal static class PlanReader
{
    public static Plan Read(JsonObject read)
    {
        ImmutableArray<Change> changes = [.. read.Objects("resource_changes").Select(ChangeJson.Read).OfType<Change>()];
        var byAddress = changes.ToLookup(change => change.Address);
        var targets = read.Object("targets");
        return new Plan
        {
            Name = read.Text("name"),
            ConfigDigest = read.Text("config_digest"),
            Commit = read.OptionalText("commit"),
            Timestamp = read.Parsed("timestamp", JsonTime.Parse, "a time") ?? default,
            Choices = ChoicesJson.Read(read.Object("choices")),
            Targets = targets.Members.ToImmutableSortedDictionary(member => member.Key, member => targets.Text(member.Key), StringComparer.Ordinal),
            Changes = changes,
            Steps = Swaps([.. read.Objects("steps").Select(step => StepJson.Read(step, byAddress)).OfType<PlannedStep>()]),
            Unlisted = [.. read.Objects("unlisted").Concat(read.Objects("acknowledged")).Select(ReadUnlisted).OfType<UnlistedResource>().OrderBy(unlisted => unlisted.Address)],
            Certificates = [.. (read.Node.Find("certificates") is null ? [] : read.Objects("certificates")).Select(CertificateTermJson.Read).OfType<CertificateTerm>()],
            Seen = [.. read.Objects("seen").Select(ReadSeen).OfType<SeenKind>()],
            Unreadable = [.. read.Objects("unreadable").Select(ReadUnreadable).OfType<UnreadableKind>()],
            Diagnostics = [.. read.Objects("diagnostics").Select(DiagnosticJson.Read)],
            LeftOut = [.. read.List("left_out").Select(node => ReadAddress(node, read.Reading)).OfType<Address>()],
        };
    }

    // Where partners swap domains, a change has an update before its update. What stands between them follows from the change.
    private static ImmutableArray<PlannedStep> Swaps(ImmutableArray<PlannedStep> steps)
    {
        var read = steps.ToBuilder();
        var updates = Enumerable.Range(0, steps.Length).Where(index => steps[index].Step is { Operation: Operation.Update, Before: not null, After: not null }).GroupBy(index => steps[index].Change);
        foreach (var swap in updates.Select(group => group.ToArray()).Where(pair => pair.Length == 2 && steps[pair[1]].Requires.Contains(steps[pair[0]].Id)))
        {
            var (before, after) = (steps[swap[0]].Step.Before!.Resource, steps[swap[1]].Step.After!);
            var interim = ClaimOrder.Interim(before, after);
            read[swap[0]] = steps[swap[0]] with { Step = steps[swap[0]].Step with { After = interim } };
            read[swap[1]] = steps[swap[1]] with { Step = steps[swap[1]].Step with { Before = new ObservedResource(before with { Attributes = before.Attributes.SetItems(interim.Attributes) }, "") } };
        }

        return read.ToImmutable();
    }

    private static UnlistedResource? ReadUnlisted(JsonObject read)
    {
        if (PlanWords.ReadAddress(read, "address") is not { } address) return null;
        var until = read.OptionalText("until") is null ? null : read.Parsed("until", ParseDay, "a day such as 2027-03-31");
        return new UnlistedResource(address, ResourceJson.Read(read.Object("values").Node, address.Id, read.Reading), read.OptionalText("reason"), until);
    }

    private static SeenKind? ReadSeen(JsonObject read) => ReadKind(read) is { } kind ? new SeenKind(read.Text("provider_name"), kind) : null;

    private static UnreadableKind? ReadUnreadable(JsonObject read)
    {
        var diagnostic = DiagnosticJson.Read(read.Object("diagnostic"));
        return ReadKind(read) is { } kind ? new UnreadableKind(read.Text("provider_name"), kind, diagnostic,
            read.OptionalText("name") is { } name ? new ResourceId(kind, name) : null, read.OptionalText("member")) : null;
    }

    private static Kind? ReadKind(JsonObject read)
    {
        var type = read.Text("type");
        var kind = Kind.Find(type);
        if (kind is null) read.Reading.Report(read.Node, $"'{JsonObject.Shorten(type)}' is not a kind that this version knows.");
        return kind;
    }

    private static Address? ReadAddress(JsonNode node, JsonReading reading)
    {
        var address = ResourceJson.ParseAddress(node.Text);
        if (address is null) reading.Report(node, "An address of a kind that this version knows is meant here.");
        return address;
    }

    private static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
