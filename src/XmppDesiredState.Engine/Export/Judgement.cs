using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine.Export;

/// <summary>
/// Has exported declarations validated as a file's would be. What they break and may break, they accept, with the day as the reason; what
/// nobody can accept is a finding, and the declaration says what is live all the same. Pure.
/// </summary>
internal sealed class Judgement(ImmutableArray<IProviderFactory> factories)
{
    public ExportedState Apply(ExportedState state)
    {
        var desired = new DesiredState
        {
            Name = state.Name,
            Resources = state.Resources,
            Providers = ImmutableSortedDictionary.Create<string, ProviderDeclaration>(StringComparer.Ordinal).Add(state.Provider.Name, state.Provider),
        };
        var findings = new Validator(factories).Validate(desired, state.Date).Diagnostics.Where(finding => finding.Severity != Severity.Note).ToList();
        var accepted = findings.Where(IsAcceptable).ToLookup(finding => finding.Address!, StringComparer.Ordinal);
        return state with
        {
            Resources = [.. state.Resources.Select(declared => declared with { Accept = Acceptances(accepted[declared.Address.ToString()], state.Date) })],
            // It points into no file.
            Findings = [.. state.Findings, .. findings.Where(finding => !IsAcceptable(finding)).Select(finding => finding with { Where = null, Related = null })],
        };
    }

    private static bool IsAcceptable(Diagnostic finding) => finding is { Address: not null, Descriptor.IsAcceptable: true };

    private static ImmutableArray<Acceptance> Acceptances(IEnumerable<Diagnostic> findings, DateOnly date) =>
        [.. findings.Select(finding => (finding.Code, finding.Where)).DistinctBy(finding => finding.Code).OrderBy(finding => finding.Code, StringComparer.Ordinal)
            .Select(finding => new Acceptance(finding.Code, $"as exported on {date:yyyy-MM-dd}", null, finding.Where!))];
}
