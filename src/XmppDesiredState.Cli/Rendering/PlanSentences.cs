using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The closing sentences of a plan. Terraform's, full stops included, since other tools parse them.</summary>
internal static class PlanSentences
{
    public static string Summary(PlanSummary summary) =>
        $"Plan: {summary.Add} to add, {summary.Change} to change, {summary.Destroy} to destroy.";

    /// <summary>"Also: 1 restart, 1 waiting. Unlisted: 2 partners." Empty when there is nothing of it.</summary>
    public static string Also(Plan plan)
    {
        var summary = plan.Summary;
        var also = new List<string>();
        if (summary.Restart > 0) also.Add(Words.Count(summary.Restart, "restart"));
        if (summary.Waiting > 0) also.Add($"{summary.Waiting} waiting");
        if (summary.Blocked > 0) also.Add($"{summary.Blocked} blocked");
        var sentences = new List<string>();
        if (also.Count > 0) sentences.Add($"Also: {string.Join(", ", also)}.");
        AddListed(sentences, "Unlisted", plan.Unlisted.Where(unlisted => unlisted.Acknowledged is null));
        AddListed(sentences, "Acknowledged", plan.Unlisted.Where(unlisted => unlisted.Acknowledged is not null));
        if (summary.Unreadable > 0) sentences.Add($"Unreadable: {Words.Count(summary.Unreadable, "kind")}.");
        return string.Join(' ', sentences);
    }

    /// <summary>The last line. "No changes." is said only when everything was read.</summary>
    public static string Closing(Plan plan)
    {
        var summary = plan.Summary;
        var first = summary.HasChanges ? Summary(summary)
            : summary.Unreadable > 0 ? "Nothing to change in what could be read; the rest is unknown."
            : "No changes. The live systems match the files.";
        var also = Also(plan);
        return also.Length == 0 ? first : $"{first} {also}";
    }

    private static void AddListed(List<string> sentences, string title, IEnumerable<UnlistedResource> unlisted)
    {
        var counted = Words.Count(unlisted.Select(resource => resource.Address.Id.Kind));
        if (counted.Length > 0) sentences.Add($"{title}: {counted}.");
    }
}
