using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.PowerShell.Clixml;
using XmppDesiredState.Programs;
using XmppDesiredState.Scripts;

namespace XmppDesiredState.Providers.Lync;

/// <summary>Reads what the scripts write: a dictionary as CLIXML. It comes from somebody's hands, so nothing in it is taken for granted.</summary>
internal static class LyncResultFile
{
    /// <summary>Texts of another machine are shown no longer than this.</summary>
    private const int LongestText = 400;

    /// <inheritdoc cref="IScriptedProviderFactory.Read"/>
    public static ScriptResult? Read(ReadOnlyMemory<byte> content, string file)
    {
        var start = Encoding.UTF8.GetString(content.Span[..Math.Min(content.Length, 400)]);
        if (!start.Contains("<Objs", StringComparison.Ordinal)) return null;
        try
        {
            var read = ClixmlReader.Read(Encoding.UTF8.GetString(content.Span).TrimStart('\ufeff')) as ImmutableDictionary<string, object?>;
            if (read is null || Text(read, "Format") != LyncScriptText.Format) return null;
            if (Text(read, "FormatVersion") != LyncScriptText.FormatVersion) throw LyncScriptDiagnostics.BrokenAt(file, $"is of format version '{Shown(Text(read, "FormatVersion"))}', not {LyncScriptText.FormatVersion}");
            var began = Time(read, "Began") ?? throw LyncScriptDiagnostics.BrokenAt(file, "does not say when the script began");
            var kinds = read.GetValueOrDefault("Kinds") as ImmutableDictionary<string, object?> ?? throw LyncScriptDiagnostics.BrokenAt(file, "does not say what was read");
            // A script that was ended before it read has seen nothing, at the time it began.
            return new ScriptResult(file, Shown(Text(read, "Deployment")), Shown(Text(read, "Provider")), "lync", Shown(Text(read, "Machine")), Shown(Text(read, "By")), Time(read, "Read") ?? began,
                read.ContainsKey("Plan") ? Run(read, began, file) : null, settings => new LyncReadBack(file, kinds, Text(read, "Machine"), settings));
        }
        catch (ClixmlException problem)
        {
            // Whatever it is, it is not whole.
            throw LyncScriptDiagnostics.BrokenAt(file, problem.Message, problem);
        }
    }

    public static string Shown(string text) => ProgramText.Clean(text.Length <= LongestText ? text : text[..LongestText]);

    private static ScriptRun Run(ImmutableDictionary<string, object?> read, DateTimeOffset began, string file)
    {
        var steps = read.GetValueOrDefault("Steps") as ImmutableDictionary<string, object?> ?? throw LyncScriptDiagnostics.BrokenAt(file, "does not say what became of the steps");
        var outcomes = ImmutableArray.CreateBuilder<StepOutcome>();
        foreach (var (name, value) in steps)
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || value is not ImmutableDictionary<string, object?> step)
                throw LyncScriptDiagnostics.BrokenAt(file, $"has no outcome for '{Shown(name)}'");
            var why = Shown(Text(step, "Why"));
            outcomes.Add(Text(step, "Outcome") switch
            {
                "applied" => new StepOutcome(id, StepResult.Applied),
                "already there" => new StepOutcome(id, StepResult.AlreadyThere),
                "conflict" => new StepOutcome(id, StepResult.Conflict, Say(LyncDiagnostics.Changed, $"The script found that {(why.Length == 0 ? "it had changed" : why)}", "Plan again.")),
                "not done" => new StepOutcome(id, StepResult.NotDone, Say(LyncDiagnostics.NotWritten, $"The script could not do it: {why}", "Mend the cause, and plan again.")),
                "unknown" => new StepOutcome(id, StepResult.Unknown, Say(LyncDiagnostics.Uncertain, $"The script does not know whether it was done: {why}", "Plan again to see what is there.")),
                "begun" => new StepOutcome(id, StepResult.Unknown, Say(LyncDiagnostics.Uncertain, "The script was ended while it was at this step", "Plan again to see what is there.")),
                var other => throw LyncScriptDiagnostics.BrokenAt(file, $"has an outcome '{Shown(other)}' that is none"),
            });
        }

        return new ScriptRun(Shown(Text(read, "Plan")), Shown(Text(read, "ChangeDigest")), began, [.. outcomes.OrderBy(outcome => outcome.Step)]);
    }

    private static Diagnostic Say(DiagnosticDescriptor descriptor, string what, string fix) => descriptor.At(null, what.TrimEnd('.', ' ') + ".", fix);

    private static string Text(ImmutableDictionary<string, object?> map, string name) => map.GetValueOrDefault(name) as string ?? "";

    private static DateTimeOffset? Time(ImmutableDictionary<string, object?> map, string name) =>
        DateTimeOffset.TryParseExact(Text(map, name), "o", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
