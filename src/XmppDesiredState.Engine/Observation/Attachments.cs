using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Observation;

/// <summary>
/// What other providers say of a resource than the one that holds it: the wire says what a service's members present, an issuer says whether
/// its answer to an outstanding request is there. The holder's observation is completed with it, so that everything after sees one resource.
/// </summary>
internal static class Attachments
{
    /// <summary>Services to be asked from outside, by the provider that does it.</summary>
    public static ImmutableArray<(string Provider, Scope Scope)> Probes(DesiredState desired) =>
        [.. desired.Present(Service.Kind).Where(service => Prober(service) is not null).GroupBy(service => Prober(service)!, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, new Scope(Service.Kind, [.. group.Select(service => service.Resource)], Unlisted: false)))];

    /// <summary>Requests on their way, by issuer. Each resource carries its slot, so that the issuer knows which request is meant.</summary>
    public static ImmutableArray<(string Provider, Scope Scope)> Issuers(DesiredState desired, ObservedState observed) =>
        [.. Outstanding(desired, observed).GroupBy(request => request.Issuer, request => request.Resource, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, new Scope(Certificate.Kind, [.. group], Unlisted: false)))];

    /// <param name="observed">What the holders said.</param>
    /// <param name="attached">What was said of <see cref="Probes"/> and <see cref="Issuers"/>; what could not be read stays as such.</param>
    public static ObservedState Complete(DesiredState desired, ObservedState observed, ImmutableArray<KindObservation> attached)
    {
        var probers = desired.Present(Service.Kind).Where(service => Prober(service) is not null).ToDictionary(service => service.Address, service => Prober(service)!);
        var said = new ObservedState(attached);
        var issuers = Outstanding(desired, observed).ToDictionary(request => request.Address, request => request.Issuer);
        var kinds = observed.Kinds.Select(kind => kind.Seen is null ? kind : kind.Kind == Service.Kind ? WithLoaded(kind, probers, said)
            : kind.Kind == Certificate.Kind ? WithAnswers(kind, issuers, said) : kind);
        // Silence of the wire is told member by member; an issuer that cannot be read leaves open whether its answer is there.
        return new ObservedState([.. kinds, .. attached.Where(kind => kind.Seen is null && kind.Kind == Certificate.Kind && observed.Of(kind.Provider, kind.Kind) is null)]);
    }

    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private static string? Prober(Declared service) => CertificateNames.Part(service.Resource, Service.Health, Service.HealthProvider, "") is { Length: > 0 } name && name != service.Provider ? name : null;

    private static IEnumerable<(Address Address, string Issuer, Resource Resource)> Outstanding(DesiredState desired, ObservedState observed) =>
        from certificate in desired.Present(Certificate.Kind)
        let issuer = certificate.Resource.Get(Certificate.Issuer)
        let seen = observed.Find(certificate.Address)?.Resource
        where issuer is not null && issuer != certificate.Provider && OutstandingRequest.Of(seen) is { Accepted: null }
        select (certificate.Address, issuer, certificate.Resource.With(Certificate.Next.Name, seen![Certificate.Next]!));

    // The wire's word replaces the holder's: what is presented is what partners see.
    private static KindObservation WithLoaded(KindObservation kind, Dictionary<Address, string> probers, ObservedState said)
    {
        var unknown = kind.Seen!.Unknown.Where(member => !probers.ContainsKey(new Address(member.Id, kind.Provider))).ToImmutableArray().ToBuilder();
        var resources = kind.Seen.Resources.Select(observed =>
        {
            if (!probers.TryGetValue(new Address(observed.Resource.Id, kind.Provider), out var prober)) return observed;
            var answer = said.Of(prober, Service.Kind);
            // Whom the holder knows to be in the middle of a restart is not asked: whatever it presents, the restart is owed.
            var interrupted = (observed.Resource.Get(Service.Loaded) ?? None).Where(member => member.Value == Service.Interrupted).ToArray();
            unknown.AddRange(UnknownMembers(observed.Resource.Id, answer).Where(member => !interrupted.Any(known => known.Key == member.Member)));
            var loaded = (said.Find(new Address(observed.Resource.Id, prober))?.Resource.Get(Service.Loaded) ?? None).SetItems(interrupted);
            return observed with { Resource = loaded.IsEmpty ? observed.Resource.With(Service.Loaded.Name, Value.Cleared.Instance) : observed.Resource.With(Service.Loaded, loaded) };
        }).ToImmutableArray();
        return kind with { Seen = kind.Seen with { Resources = resources, Unknown = unknown.ToImmutable(), Notes = [.. kind.Seen.Notes, .. probers.Values.Distinct(StringComparer.Ordinal).SelectMany(prober => said.Of(prober, Service.Kind)?.Seen?.Notes ?? [])] } };

        IEnumerable<UnknownMember> UnknownMembers(ResourceId id, KindObservation? answer) => answer?.Seen is { } seen
            ? seen.Unknown.Where(member => member.Id == id)
            : [new UnknownMember(id, UnknownMember.Every, answer?.Unreadable ?? ObservationDiagnostics.NotAskedFor(id))];
    }

    private static KindObservation WithAnswers(KindObservation kind, Dictionary<Address, string> issuers, ObservedState said) => kind with
    {
        Seen = kind.Seen! with
        {
            Resources = [.. kind.Seen.Resources.Select(observed => issuers.TryGetValue(new Address(observed.Resource.Id, kind.Provider), out var issuer)
                && said.Find(new Address(observed.Resource.Id, issuer))?.Resource[Certificate.Next] is Value.Map answered
                    ? observed with { Resource = observed.Resource.With(Certificate.Next.Name, answered) } : observed)],
        },
    };
}
