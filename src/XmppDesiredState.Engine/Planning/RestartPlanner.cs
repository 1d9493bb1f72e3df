using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// A restart is a difference: what a member runs with is not what it has installed, now or after this plan. So an owed restart is found by
/// any later plan, after any crash, on any machine. What a member runs with is asked, never remembered; a member that could not be asked
/// owes nothing until it answers, and where members take turns it has to answer before another one is touched: they could all be down.
/// </summary>
internal static class RestartPlanner
{
    /// <param name="certificates">Those whose changes this plan makes, and those that are as they shall be.</param>
    public static ImmutableArray<DraftedChange> Plan(PlanInput input, ImmutableArray<PlannedCertificate> certificates)
    {
        var planned = ImmutableArray.CreateBuilder<DraftedChange>();
        foreach (var declared in input.Desired.OfKind(Service.Kind))
        {
            if (declared.Absent || input.Observed.Find(declared.Address) is not { } observed) continue;
            var concerned = certificates.Where(certificate => certificate.Restarts(declared.Resource.Id.Name)).ToImmutableArray();
            // --only brings the restarts it causes.
            if (!Selection.IsSelected(input.Options.Only, declared.Address) && !concerned.Any(certificate => Selection.IsSelected(input.Options.Only, certificate.Declared.Address))) continue;
            var (owed, silent) = Owed(input, declared, observed.Resource, concerned);
            if (owed.Length > 0) planned.Add(Restart(input, declared, observed, owed, silent));
        }

        return planned.DrainToImmutable();
    }

    /// <returns>The members that have something to take up, those first that nobody could ask; and those that nobody could ask and that have nothing to take up.</returns>
    private static (ImmutableArray<MemberTurn> Turns, ImmutableArray<MemberTurn> Silent) Owed(PlanInput input, Declared declared, Resource observed, ImmutableArray<PlannedCertificate> certificates)
    {
        var loaded = observed.Get(Service.Loaded) ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        var (turns, silent) = (ImmutableArray.CreateBuilder<MemberTurn>(), ImmutableArray.CreateBuilder<MemberTurn>());
        foreach (var member in declared.Resource.TryGet(Service.Members, out var members) ? members : [])
        {
            var here = certificates.Where(certificate => certificate.Members.Contains(member)).ToImmutableArray();
            if (Served(declared, here) is not { } served) continue;
            var turn = new MemberTurn(member, served, here, loaded.GetValueOrDefault(member));
            var isUnknown = input.Observed.IsUnknown(declared.Address, member) || input.Observed.IsUnknown(served.Declared.Address, member);
            var differs = !isUnknown && served.Installed(member) is { } installed && installed != turn.Loaded;
            if (turn.Installs.Length > 0 || differs) turns.Add(turn);
            else if (input.Observed.IsUnknown(declared.Address, member) && served.Installed(member) is not null) silent.Add(turn);
        }

        return ([.. turns.OrderBy(turn => input.Observed.IsUnknown(declared.Address, turn.Member) ? 0 : 1)], silent.DrainToImmutable());
    }

    // A service that loads several certificates is asked about the one for the domain it is probed with.
    private static PlannedCertificate? Served(Declared service, ImmutableArray<PlannedCertificate> certificates)
    {
        var domain = CertificateNames.Part(service.Resource, Service.Health, Service.HealthDomain, "");
        return certificates.FirstOrDefault(certificate => certificate.Wanted.Names.Contains(domain)) ?? certificates.FirstOrDefault();
    }

    private static DraftedChange Restart(PlanInput input, Declared declared, ObservedResource observed, ImmutableArray<MemberTurn> turns, ImmutableArray<MemberTurn> silent)
    {
        var mode = declared.Resource.TryGet(Service.Restart, out var given) ? given : RestartMode.Rolling;
        var before = turns.Where(turn => turn.Loaded is not null).ToImmutableSortedDictionary(turn => turn.Member, turn => turn.Loaded!, StringComparer.Ordinal);
        var change = new Change
        {
            Address = declared.Address,
            Action = ChangeAction.Restart,
            Before = new Resource(declared.Resource.Id).With(Service.Loaded, before),
            Reason = "restart_because_certificate_changed",
            Where = declared.Where,
            Risks = [Risk.Restarts],
            Waiting = mode == RestartMode.Manual
                ? new Waiting($"a person: restart {declared.Resource.Id.Name} on {string.Join(", ", turns.Select(turn => turn.Member))}", null)
                : ServiceWindow.WaitingFor(input, declared),
        };
        var steps = mode == RestartMode.Manual ? [] : new TurnDraft(input, declared, observed, mode, change.Waiting).Draft(turns, silent);
        return new DraftedChange(change, steps, numberOf =>
        {
            var after = new Value.Map(turns.ToImmutableSortedDictionary(turn => turn.Member, turn => turn.Served.After(turn.Member, numberOf)!, StringComparer.Ordinal));
            return change with
            {
                After = new Resource(declared.Resource.Id).With(Service.Loaded.Name, after),
                Attributes = [new AttributeChange(Service.Loaded, Service.Loaded.Type.Write(before), after)],
            };
        });
    }
}
