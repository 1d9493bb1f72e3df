using System.Collections.Frozen;
using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Validation;

/// <summary>Applies the <c>accept</c> entries of the items to what was found at them.</summary>
/// <param name="known">Every code that validation can report, providers' own included.</param>
/// <param name="later">Codes that a plan may report where the files alone do not: their entries are not called unused.</param>
internal sealed class AcceptanceCheck(IEnumerable<DiagnosticDescriptor> known, FrozenSet<string> later)
{
    private readonly FrozenDictionary<string, DiagnosticDescriptor> descriptors = known.DistinctBy(descriptor => descriptor.Code).ToFrozenDictionary(descriptor => descriptor.Code, StringComparer.Ordinal);

    public ValidationResult Apply(DesiredState desired, IReadOnlyCollection<Diagnostic> findings, DateOnly today, bool judgeEntries)
    {
        var entries = desired.Resources.Where(declared => !declared.Accept.IsEmpty).ToDictionary(declared => declared.Address.ToString(), StringComparer.Ordinal);
        var used = new HashSet<Acceptance>(ReferenceEqualityComparer.Instance);
        var accepted = ImmutableArray.CreateBuilder<(Diagnostic Finding, Acceptance Acceptance)>();
        var shown = new List<Diagnostic>(findings.Count);
        foreach (var finding in findings)
        {
            var entry = finding is { Address: { } address, Descriptor.IsAcceptable: true } ? Entry(entries.GetValueOrDefault(address), finding.Code, today) : null;
            if (entry is not null) used.Add(entry);
            if (entry is null)
            {
                shown.Add(finding);
            }
            else if (entry.Until < today)
            {
                shown.Add(finding with { Summary = $"{finding.Summary} It was accepted until {entry.Until:yyyy-MM-dd} ({Reason(entry)}), and that day has passed." });
            }
            else
            {
                accepted.Add((finding, entry));
                shown.Add(finding with { Severity = Severity.Note, Fix = $"Accepted {(entry.Until is { } until ? $"until {until:yyyy-MM-dd}" : "for ever")}: {Reason(entry)}." });
            }
        }

        if (judgeEntries) shown.AddRange(entries.Values.SelectMany(declared => Judge(declared, used)));
        return new ValidationResult([.. shown.OrderBy(diagnostic => diagnostic.Where, PlaceOrder.Instance).ThenBy(diagnostic => diagnostic.Code, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Address, StringComparer.Ordinal)], accepted.ToImmutable());
    }

    // Of several entries for one code the one that still holds counts.
    private static Acceptance? Entry(Declared? declared, string code, DateOnly today) => declared?.Accept
        .Where(entry => entry.Code == code).OrderBy(entry => entry.Until < today).FirstOrDefault();

    private IEnumerable<Diagnostic> Judge(Declared declared, HashSet<Acceptance> used)
    {
        foreach (var entry in declared.Accept)
        {
            if (!descriptors.TryGetValue(entry.Code, out var descriptor))
            {
                yield return Find(declared, entry, ValidationDiagnostics.NotAcceptable, $"{entry.Code} is not a finding of validation, so it cannot be accepted.",
                    DidYouMean.Closest(entry.Code, descriptors.Keys) is { } close ? $"Did you mean {close}?" : "Correct the code or remove the entry.");
            }
            else if (!descriptor.IsAcceptable)
            {
                yield return Find(declared, entry, ValidationDiagnostics.NotAcceptable, $"{entry.Code} ({descriptor.Title}) cannot be accepted.", "Mend what it says and remove the entry.");
            }
            else if (!used.Contains(entry) && !later.Contains(entry.Code))
            {
                yield return Find(declared, entry, ValidationDiagnostics.AcceptUnused, $"{declared.Resource.Id} accepts {entry.Code}, which does not occur there.", "Remove the entry.");
            }
        }
    }

    private static Diagnostic Find(Declared declared, Acceptance entry, DiagnosticDescriptor descriptor, string summary, string fix) =>
        descriptor.At(entry.Where, summary, fix) with { Address = declared.Address.ToString() };

    private static string Reason(Acceptance entry) => entry.Reason.Trim().TrimEnd('.');
}
