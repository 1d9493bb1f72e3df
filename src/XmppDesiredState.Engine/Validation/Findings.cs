using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Validation;

/// <summary>How rules look at the desired state and word what they find.</summary>
internal static class Findings
{
    /// <summary>Those that shall exist: what is declared absent is nobody's problem.</summary>
    public static IEnumerable<Declared> Present(this DesiredState desired, Kind kind) => desired.OfKind(kind).Where(declared => !declared.Absent);

    public static Diagnostic Finding(this Declared declared, DiagnosticDescriptor descriptor, string summary, string fix) =>
        descriptor.At(declared.Where, summary, fix) with { Address = declared.Address.ToString() };

    public static Diagnostic Finding(this Declared declared, DiagnosticDescriptor descriptor, Field field, string summary, string fix) =>
        descriptor.At(declared.At(field), summary, fix) with { Address = declared.Address.ToString() };

    /// <summary>The first few of many, with the number of the others: <c>a, b, c and 4 more</c>.</summary>
    public static string Some(IReadOnlyList<string> all, int shown = 5) => all.Count switch
    {
        1 => all[0],
        _ when all.Count <= shown => $"{string.Join(", ", all.Take(all.Count - 1))} and {all[^1]}",
        _ => $"{string.Join(", ", all.Take(shown))} and {all.Count - shown} more",
    };
}
