using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.Scripts;

namespace XmppDesiredState.Providers.Lync;

/// <summary>The script that does a plan's steps: the cmdlets that a session would be sent, with literals, one commented block a step.</summary>
internal static class LyncStepsScript
{
    private const int MostNamed = 200;

    public static Script Write(ScriptSubject subject, ScriptedPlan plan)
    {
        var blocks = new StringBuilder();
        var leftOut = ImmutableSortedDictionary.CreateBuilder<int, string>();
        var settling = new List<(int Id, ResourceId Resource)>();
        var writes = new Dictionary<ResourceId, int>();
        var (secrets, restarts) = (false, false);
        foreach (var (step, differences) in plan.Steps.Select(scripted => (scripted.Step, scripted.Differences)))
        {
            var write = LyncCalls.Of(step);
            if (step.Operation == Operation.Settle) settling.Add((step.Id, step.Resource));
            else if (write is not null) Write(blocks, step, write, differences);
            else if (step is { Operation: Operation.Restart, Member: { } member } && LyncServices.ProblemOf(member) is null) Restart(blocks, step, member, differences);
            else leftOut[step.Id] = $"step {step.Id} ({step.Operation.ToString().ToLowerInvariant()}) cannot be scripted";
            if (write is not null) writes[step.Resource] = step.Id;
            secrets |= write is { BringsSecret: true };
            restarts |= step.Operation == Operation.Restart;
        }

        var text = Head(subject, plan);
        string[] parts = ["Script.ps1", "Steps.ps1", .. secrets ? ["Passphrase.ps1"] : Array.Empty<string>(), .. settling.Count > 0 ? ["Replication.ps1"] : Array.Empty<string>(), .. restarts ? ["Restart.ps1"] : Array.Empty<string>()];
        LyncScriptText.Begin(text, subject, "[CmdletBinding(SupportsShouldProcess = $true)]", File(subject, plan), secrets, (plan.Id, plan.ChangeDigest), parts);
        LyncScriptText.Line(text, "# Passed to every cmdlet that changes something: no further questions, errors end the step, and -WhatIf is handed through.");
        LyncScriptText.Line(text, "$common = @{ Confirm = $false; ErrorAction = 'Stop'; WhatIf = [bool]$WhatIfPreference }");
        LyncScriptText.Line(text, "$stopped = $false");
        LyncScriptText.Line(text, "$lastWrite = $null");
        LyncScriptText.Line(text, "Import-LyncModule 'Get-CsXmppAllowedPartner'");
        // Where no result can be written nothing is to be done.
        LyncScriptText.Line(text, "Save-Result");
        text.Append(blocks);
        Settle(text, settling, writes, LyncOptions.WithinOf(subject.Provider.Options));
        End(text, subject);
        return new Script(text.ToString(), leftOut.ToImmutable());
    }

    private static StringBuilder Head(ScriptSubject subject, ScriptedPlan plan)
    {
        var counts = plan.Steps.GroupBy(step => step.Step.Operation).OrderBy(group => group.Key).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}"));
        var text = LyncScriptText.Head(subject, "Does the steps of a plan.", "as a member of RTCUniversalServerAdmins (CsAdministrator in a remote session):",
            ("Plan", plan.Id), ("Change digest", plan.ChangeDigest), ("Planned", plan.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            ("Live system", plan.Target ?? "not seen"), ("Steps", plan.Steps.IsEmpty ? "none" : string.Join(", ", counts)));
        LyncScriptText.Line(text, "#   .\\SCRIPT.ps1 -WhatIf      shows what each cmdlet would do, and changes nothing");
        LyncScriptText.Line(text, "#   .\\SCRIPT.ps1 -Confirm     asks before each step");
        LyncScriptText.Line(text, "#   .\\SCRIPT.ps1              does it");
        LyncScriptText.Line(text, "# Each step first compares with what the plan saw; where that has changed it does nothing. The first step that does not");
        LyncScriptText.Line(text, "# succeed ends the script. What became of each step is in the result file. Then, where xmppstate runs:");
        LyncScriptText.Line(text, $"#   xmppstate apply PLAN --record {PowerShellText.Comment(File(subject, plan))}");
        if (plan.LeftOut.IsEmpty) return text;
        LyncScriptText.Line(text, "#");
        LyncScriptText.Line(text, string.Create(CultureInfo.InvariantCulture, $"# Of the plan, but not in this script ({plan.LeftOut.Length}):"));
        foreach (var (change, why) in plan.LeftOut.Take(MostNamed)) LyncScriptText.Line(text, $"#   {PowerShellText.Comment(change.ToString())}: {PowerShellText.Comment(why)}");
        if (plan.LeftOut.Length > MostNamed) LyncScriptText.Line(text, string.Create(CultureInfo.InvariantCulture, $"#   and {plan.LeftOut.Length - MostNamed} more"));
        return text;
    }

    private static string File(ScriptSubject subject, ScriptedPlan plan) => $"result-{Files.PortableFileName.Of(subject.Provider.Name)}-{plan.Id}.xml";

    private static void Write(StringBuilder text, Step step, LyncWrite write, ImmutableArray<string> differences)
    {
        var title = Title(text, step, differences);
        LyncScriptText.Line(text, string.Create(CultureInfo.InvariantCulture, $"Invoke-Step {step.Id} {PowerShellText.Literal(title)} {PowerShellText.Literal(step.Resource.Kind.Name)} `"));
        LyncScriptText.Line(text, $"    -Get {{ {LyncScriptText.Call(write.Get)} -ErrorAction Stop }} -Identity {PowerShellText.Literal(write.Identity)} `");
        LyncScriptText.Line(text, $"    -Seen {Values(write.Seen)} `");
        LyncScriptText.Line(text, $"    -Wanted {Values(write.Wanted)} `");
        LyncScriptText.Line(text, $"    -Change {{ {LyncScriptText.Call(write.Change)} @common }}{(write.BringsSecret ? " -BringsSecret" : "")}");
    }

    private static void Restart(StringBuilder text, Step step, string member, ImmutableArray<string> differences)
    {
        var drain = step.After?.TryGet(Service.Drain, out var given) == true ? given : TimeSpan.Zero;
        var title = Title(text, step, differences);
        LyncScriptText.Line(text, string.Create(CultureInfo.InvariantCulture, $"Restart-Member {step.Id} {PowerShellText.Literal(title)} -Machine {PowerShellText.Literal(member)} -DrainSeconds {(long)drain.TotalSeconds}"));
    }

    private static string Title(StringBuilder text, Step step, ImmutableArray<string> differences)
    {
        var title = $"{step.Operation.ToString().ToLowerInvariant()} {step.Resource}{(step.Member is null ? "" : $" on {step.Member}")}";
        LyncScriptText.Line(text, "");
        LyncScriptText.Line(text, string.Create(CultureInfo.InvariantCulture, $"# Step {step.Id}: {PowerShellText.Comment(title)}"));
        foreach (var difference in differences) LyncScriptText.Line(text, $"#   {PowerShellText.Comment(difference)}");
        return title;
    }

    private static string Values(ImmutableArray<LyncProperty>? properties)
    {
        if (properties is not { } known) return "$null";
        return known.IsEmpty ? "@{}" : $"@{{ {string.Join("; ", known.Select(property => $"{property.Name} = {Value(property)}"))} }}";
    }

    private static string Value(LyncProperty property) => property is { Form: LyncForm.Domains, Text.Length: > 0 } ? PowerShellText.Literal(property.Text.Split('\n')) : PowerShellText.Literal(property.Text);

    private static void Settle(StringBuilder text, List<(int Id, ResourceId Resource)> settling, Dictionary<ResourceId, int> writes, TimeSpan within)
    {
        var behind = settling.Where(step => writes.ContainsKey(step.Resource)).Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.Id} = {writes[step.Resource]}")).ToArray();
        if (behind.Length == 0) return;
        LyncScriptText.Line(text, "");
        LyncScriptText.Line(text, "# What was written is in effect once every replica of the configuration store has it.");
        LyncScriptText.Line(text, string.Create(CultureInfo.InvariantCulture, $"Wait-Replication @{{ {string.Join("; ", behind)} }} -Seconds {(long)within.TotalSeconds}"));
    }

    private static void End(StringBuilder text, ScriptSubject subject)
    {
        LyncScriptText.Line(text, "");
        LyncScriptText.Line(text, "# How it is now: what apply --record is confirmed by.");
        LyncScriptText.Line(text, "if ($WhatIfPreference) { return }");
        LyncScriptText.Read(text, subject);
        LyncScriptText.Line(text, "Write-Host ('Written: {0}' -f $ResultFile)");
        LyncScriptText.Line(text, "if ($stopped) { Write-Warning 'Not everything was done. The result file says what was.'; exit 1 }");
    }
}
