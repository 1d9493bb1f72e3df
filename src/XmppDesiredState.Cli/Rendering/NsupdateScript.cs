using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>
/// The SRV part of a plan as a batch for <c>nsupdate</c> (RFC 2136). Each record set is a message of its own with what it was planned from as
/// prerequisite, so a set that has changed since is refused and stops no other.
/// </summary>
/// <param name="LeftOut">Changes that the batch does not make, with the reason.</param>
internal sealed record NsupdateScript(string Text, ImmutableArray<(Address Change, string Why)> LeftOut)
{
    private const int MostNamed = 200;

    /// <param name="targets">By provider, where its options are known.</param>
    public static NsupdateScript Of(Plan plan, Func<string, UpdateTarget> targets)
    {
        var leftOut = plan.Changes.Where(change => change.Address.Id.Kind != SrvRecord.Kind || change.IsBlocked)
            .Select(change => (change.Address, change.IsBlocked ? "blocked: " + change.Blocked!.Summary : "not DNS")).ToList();
        var body = new StringBuilder();
        var (server, zone) = ((string?)null, (string?)null);
        // nsupdate forgets neither, so what has none comes before what has one.
        var steps = plan.Steps.Where(step => step.Change.Id.Kind == SrvRecord.Kind && step.Step.Operation is Operation.Create or Operation.Update or Operation.Delete)
            .Select(step => (Step: step, targets(step.Step.Provider).Server, Zone: targets(step.Step.Provider).ZoneOf(step.Step.Resource.Name)))
            .OrderBy(step => step.Zone is not null).ThenBy(step => step.Server is not null).ThenBy(step => step.Server, StringComparer.Ordinal)
            .ThenBy(step => step.Zone, StringComparer.Ordinal).ThenBy(step => step.Step.Id);
        foreach (var step in steps)
        {
            var update = step.Step.Waiting is { } waiting ? null : Update(step.Step.Step);
            if (update is null || (step.Server is null && server is not null))
            {
                leftOut.Add((step.Step.Change, step.Step.Waiting is { For: var what } ? "waits for " + what : update is null ? "holds something that is not SRV data" : "its server is not known, and another's is set"));
                continue;
            }

            body.Append(";\n");
            if (step.Server != server) body.Append(CultureInfo.InvariantCulture, $"server {server = step.Server}\n");
            if (step.Zone != zone) body.Append(CultureInfo.InvariantCulture, $"zone {NsupdateName.Of(zone = step.Zone!)}\n");
            body.Append(CultureInfo.InvariantCulture, $"; {Words.Of(step.Step.Step.Operation)} {Comment(step.Step.Change)}\n").Append(update).Append("send\n");
        }

        return new NsupdateScript(Head(plan, leftOut, body.Length == 0) + body, [.. leftOut]);
    }

    private static string Head(Plan plan, List<(Address Change, string Why)> leftOut, bool isEmpty)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"; SRV record sets of {Printable.Short(plan.Name)}, planned {plan.Timestamp.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z. Run: nsupdate -k KEYFILE SCRIPT\n")
            .Append("; Each set is sent alone, and only where the server still has what the plan saw; where it has not, nsupdate says\n")
            .Append("; \"update failed\", goes on with the next, and ends with exit code 2. Plan again then. A time to live is not compared.\n");
        if (isEmpty) text.Append("; Nothing to do.\n");
        if (!plan.IsComplete) text.Append("; Incomplete: not everything could be read, and what could not is not in here.\n");
        if (leftOut.Count > 0) text.Append(CultureInfo.InvariantCulture, $"; Not in this script, {Words.Count(leftOut.Count, "change")}:\n");
        foreach (var (change, why) in leftOut.Take(MostNamed)) text.Append(CultureInfo.InvariantCulture, $";   {Comment(change)}: {Printable.Short(why)}\n");
        if (leftOut.Count > MostNamed) text.Append(CultureInfo.InvariantCulture, $";   and {leftOut.Count - MostNamed} more\n");
        return text.ToString();
    }

    // Null where before or after is nothing that SRV records can say.
    private static string? Update(Step step)
    {
        var owner = NsupdateName.Of(step.Resource.Name);
        var text = new StringBuilder();
        if (step.Before?.Resource is { } before)
        {
            if (!before.TryGet(SrvRecord.Targets, out var held)) return null;
            foreach (var target in held) text.Append(CultureInfo.InvariantCulture, $"prereq yxrrset {owner} SRV {Data(target)}\n");
            text.Append(CultureInfo.InvariantCulture, $"update delete {owner} SRV\n");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"prereq nxrrset {owner} SRV\n");
        }

        if (step.Operation == Operation.Delete) return step.Before is null ? null : text.ToString();
        if (step.After is not { } after || !after.TryGet(SrvRecord.Targets, out var wanted)) return null;
        // Not declared: stays as it is.
        var ttl = after.TryGet(SrvRecord.Ttl, out var given) || step.Before?.Resource.TryGet(SrvRecord.Ttl, out given) == true ? given : TimeSpan.FromHours(1);
        foreach (var target in wanted) text.Append(CultureInfo.InvariantCulture, $"update add {owner} {(long)ttl.TotalSeconds} SRV {Data(target)}\n");
        return text.ToString();
    }

    private static string Data(SrvTarget target) => string.Create(CultureInfo.InvariantCulture, $"{target.Priority} {target.Weight} {target.Port} {NsupdateName.Of(target.Target)}");

    private static string Comment(Address address) => Printable.Short(address.ToString());
}
