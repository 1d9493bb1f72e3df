using System.Collections.Immutable;
using System.Net;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Verification;

/// <summary>Looks at one domain: where its servers are, what every door offers and, at the door that decides, which method works.</summary>
/// <param name="places">One for each connection that may be open at once.</param>
internal sealed class Prober(VerifySettings settings, NameResolver resolver, SemaphoreSlim places, TimeProvider clock)
{
    private readonly SrvLookup lookup = new(resolver);

    /// <param name="from">The domain of ours to ask as; null: in nobody's name, and nothing but looking.</param>
    /// <param name="methods">Those that may be tried: what is not declared is not done either, and our gateway would refuse its part in it.</param>
    public async Task<DomainSighting> LookAsync(string domain, string? from, AuthenticationMethods methods, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var sought = await lookup.RunAsync(domain, cancellationToken);
        var services = await Task.WhenAll(sought.Select(service => OpenAsync(service, domain, from, cancellationToken)));
        var seen = new DomainSighting(domain, from, at, [.. services]);
        return from is null || settings.LookOnly || Doors.Deciding(seen) is not { } door ? seen : Replace(seen, door, await TryAsync(door, methods, cancellationToken));
    }

    private async Task<ServiceSighting> OpenAsync(SoughtService service, string domain, string? from, CancellationToken cancellationToken)
    {
        var targets = await Task.WhenAll(service.Targets.Select(async target =>
        {
            var doors = await Task.WhenAll(target.Addresses.Select(address => LookAsync(new IPEndPoint(address, target.Target.Port), domain, from, service.DirectTls, cancellationToken)));
            return new TargetSighting(target.Target, target.Outcome, target.Finding, [.. doors]) { LeftOut = target.LeftOut };
        }));
        return new ServiceSighting(service.Owner, service.DirectTls, service.Outcome, [.. targets], service.IsFallback) { LeftOut = service.LeftOut };
    }

    private async Task<DoorSighting> LookAsync(IPEndPoint address, string domain, string? from, bool directTls, CancellationToken cancellationToken)
    {
        var target = new StreamTarget(new StreamEndpoint($"{address.Address}", address.Port), domain, from, directTls) { Goal = StreamGoal.SecuredFeatures, Identity = from is null ? null : settings.Identity };
        var report = await AskAsync(target, cancellationToken);
        var chain = ChainOf(report);
        return new DoorSighting(address, report, chain, BreakOf(chain), !chain.IsEmpty && CertificateNames.StandFor(chain[0].Installed.Names, domain));
    }

    // Each on a connection of its own: a server may close the stream after a refusal, and after a key that is not good it should.
    private async Task<DoorSighting> TryAsync(DoorSighting door, AuthenticationMethods methods, CancellationToken cancellationToken)
    {
        var (target, clear, secured) = (door.Report.Target, door.Report.ClearFeatures, door.Report.SecuredFeatures);
        var isOld = clear is null && door.Report.Problem is { Kind: StreamProblemKind.StartTlsNotOffered };
        var external = methods.HasFlag(AuthenticationMethods.SaslOverTls) && settings.Identity is not null && secured is not null && secured.Mechanisms.Contains("EXTERNAL", StringComparer.Ordinal)
            ? AskAsync(target with { Goal = StreamGoal.External }, cancellationToken) : null;
        var challenge = methods.HasFlag(AuthenticationMethods.TlsDialback) && secured is { Dialback: true } ? AskAsync(target with { Goal = StreamGoal.Dialback }, cancellationToken) : null;
        var inClear = methods.HasFlag(AuthenticationMethods.TcpDialback) && (isOld || clear is { Dialback: true, StartTls: not StartTlsOffer.Required })
            ? AskAsync(target with { Goal = StreamGoal.Dialback, InClear = true }, cancellationToken) : null;
        return door with
        {
            External = external is null ? null : await external,
            Challenge = challenge is null ? null : await challenge,
            InClear = inClear is null ? null : await inClear,
        };
    }

    private async Task<StreamReport> AskAsync(StreamTarget target, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            return await StreamProbe.RunAsync(target, settings.Limits, clock, cancellationToken);
        }
        finally
        {
            places.Release();
        }
    }

    // In the order in which they came, and unchecked: to check signatures by keys of a stranger's choice is left to the platform, which bounds what such keys may cost.
    private static ImmutableArray<ParsedCertificate> ChainOf(StreamReport report) => report.Certificate is not { } presented || CertificateFile.Read(presented.Leaf.AsMemory()) is not [var leaf] ? []
        : [leaf, .. presented.Above.SelectMany(above => CertificateFile.Read(above.AsMemory()).Take(1)).Where(other => !other.Equals(leaf)).Distinct()];

    private string? BreakOf(ImmutableArray<ParsedCertificate> chain) => chain.IsEmpty ? null
        : settings.TrustRoots.IsEmpty ? ChainCheck.BreakBeforeMachineRoots(chain, clock.GetUtcNow()) : ChainCheck.Break(chain, settings.TrustRoots, clock.GetUtcNow());

    private static DomainSighting Replace(DomainSighting seen, DoorSighting door, DoorSighting with) => seen with
    {
        Services = [.. seen.Services.Select(service => service with { Targets = [.. service.Targets.Select(target => target with { Doors = [.. target.Doors.Select(other => ReferenceEquals(other, door) ? with : other)] })] })],
    };
}
