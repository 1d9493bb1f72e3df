using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Findings, counted once for every format.</summary>
internal sealed record DiagnosticsSummary(int Errors, int Warnings, int Notes)
{
    public static DiagnosticsSummary Of(IEnumerable<Diagnostic> diagnostics)
    {
        int errors = 0, warnings = 0, notes = 0;
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Severity == Severity.Error) errors++;
            else if (diagnostic.Severity == Severity.Warning) warnings++;
            else notes++;
        }

        return new DiagnosticsSummary(errors, warnings, notes);
    }

    public override string ToString() => $"{Words.Count(Errors, "error")}, {Words.Count(Warnings, "warning")}, {Words.Count(Notes, "note")}.";
}
