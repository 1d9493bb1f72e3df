using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Lync;

/// <summary>What Lync refuses, or could do harm with, found without a connection.</summary>
internal static class LyncRules
{
    /// <summary>Rows 5 and 11 of the table of negotiation settings: they have a method, and the control panel does not save them.</summary>
    public static IEnumerable<Diagnostic> Negotiation(Declared declared)
    {
        if (declared.Absent || !declared.Resource.TryGet(Partner.Negotiation, out var negotiation)) yield break;
        if (negotiation is not { Tls: NegotiationLevel.NotSupported, Dialback: true } || negotiation.Sasl == NegotiationLevel.NotSupported) yield break;
        yield return LyncDiagnostics.PanelRefuses.At(declared.At(Partner.Negotiation), $"The control panel would not save {declared.Resource.Id}: SASL is {negotiation.Sasl} and TLS is NotSupported.",
            "Set SASL to NotSupported (preset tcp-dialback), or TLS to Optional or Required.");
    }

    public static IEnumerable<Diagnostic> Emptied(Declared declared) => declared.Absent ? []
        : from field in declared.Resource.Id.Kind.Fields
          where declared.Resource[field] is Value.Cleared && !field.Is(Traits.Steering) && LyncField.Of(declared.Resource.Id.Kind).FirstOrDefault(known => known.Field == field) is not { CanBeEmpty: true }
          select LyncDiagnostics.CannotEmpty.At(declared.At(field), $"{field.Name} of {declared.Resource.Id} cannot be empty in Lync.", "Write a value, or leave it out to have it not managed.");

    public static IEnumerable<Diagnostic> Service(Declared declared, ProviderDeclaration declaration)
    {
        if (declared.Absent) yield break;
        var members = declared.Resource.TryGet(Resources.Service.Members, out var given) ? given : [];
        var machines = LyncOptions.MachinesOf(declaration.Options);
        foreach (var member in members)
        {
            if (LyncServices.ProblemOf(member) is { } problem)
            {
                yield return LyncDiagnostics.BadMember.At(declared.At(Resources.Service.Members), $"The member '{member}' of {declared.Resource.Id} {problem}.", "Write the fully qualified name of the Edge server.");
            }
            else if (!machines.IsEmpty && !machines.ContainsKey(member))
            {
                var near = DidYouMean.Closest(member, machines.Keys) is { } closest ? $"Did you mean '{closest}'? " : "";
                yield return LyncDiagnostics.UnlistedMachine.At(declared.At(Resources.Service.Members), $"{member} is not among machines of {declared.Provider}.", $"{near}Add it there, or make sure that its services can be reached through connection.");
            }
        }

        if (declared.Resource.TryGet(Resources.Service.Restart, out var mode) && mode == RestartMode.Manual) yield break;
        if (declared.Resource[Resources.Service.Health] is Value.Map health && health.Items.GetValueOrDefault(Resources.Service.HealthProvider.Name) is Value.Text { Content: var prober } && prober != declared.Provider) yield break;
        yield return LyncDiagnostics.NobodyCanTell.At(declared.Where, $"Nobody can tell which certificate the members of {declared.Resource.Id.Name} run with.",
            "Write health: { provider: NAME, domain: DOMAIN } with a provider of type wire, or restart: manual.");
    }
}
