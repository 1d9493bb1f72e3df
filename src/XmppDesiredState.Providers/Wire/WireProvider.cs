using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Wire;

/// <summary>What members present to whoever connects. It reads; its one operation is to ask until the answer is right.</summary>
internal sealed class WireProvider : IProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string name;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<WirePort>> members;
    private readonly WireClient client;
    private readonly WireProbe probe;

    /// <param name="patience">For how long a member may present another certificate during a probe; 10 seconds unless given.</param>
    public WireProvider(ProviderSettings settings, TimeSpan? patience = null)
    {
        name = settings.Name;
        members = WireMapper.PortsOf(settings.Get(WireOptions.Members));
        client = new WireClient(settings.Get(WireOptions.From), settings.TryGet(WireOptions.Timeout, out var timeout) ? timeout : WireOptions.DefaultTimeout, settings.Clock);
        probe = new WireProbe(client, members, settings.Clock, patience ?? Patience, settings.Progress);
    }

    public Resource Normalize(Resource desired) => desired;

    public async Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken)
    {
        if (scope.Kind != Service.Kind) throw new ProviderException(WireDiagnostics.CannotKeep(scope.Kind));
        var services = await Task.WhenAll(scope.Declared.DistinctBy(service => service.Id).OrderBy(service => service.Id).Select(service => ObserveAsync(service, cancellationToken)));
        return new Observation([.. services.Select(service => service.Seen)], SawUnlisted: false, "wire", [.. services.SelectMany(service => service.Notes)])
        {
            Unknown = [.. services.SelectMany(service => service.Unknown)],
        };
    }

    public async IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<Step> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = steps.Select(step => probe.RunAsync(step, stop.Token)).ToArray();
        try
        {
            await foreach (var outcome in Task.WhenEach(running).WithCancellation(cancellationToken)) yield return await outcome;
        }
        finally
        {
            // Whoever stops listening leaves no probe behind.
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<(ObservedResource Seen, ImmutableArray<UnknownMember> Unknown, ImmutableArray<Diagnostic> Notes)> ObserveAsync(Resource service, CancellationToken cancellationToken)
    {
        var domain = WireMapper.DomainOf(service);
        var asked = await Task.WhenAll((service.Get(Service.Members) is { IsDefault: false } names ? names : []).Select(member => ObserveAsync(service.Id, member, domain, cancellationToken)));
        var loaded = asked.Where(member => member.Loaded is not null).ToImmutableSortedDictionary(member => member.Name, member => member.Loaded!, StringComparer.Ordinal);
        return (WireMapper.Observed(service.Id, loaded),
            [.. asked.Where(member => member.Loaded is null).Select(member => new UnknownMember(service.Id, member.Name, member.Why!))],
            [.. asked.Where(member => member.Loaded is not null && member.Why is not null).Select(member => member.Why!)]);
    }

    private async Task<(string Name, string? Loaded, Diagnostic? Why)> ObserveAsync(ResourceId service, string member, string? domain, CancellationToken cancellationToken)
    {
        if (domain is null) return (member, null, WireDiagnostics.NoDomainOf(service, name));
        if (!members.TryGetValue(member, out var ports)) return (member, null, WireDiagnostics.NotListedOn(service, member, name));
        var answers = await client.AskAsync(ports, domain, null, cancellationToken);
        var loaded = WireMapper.LoadedOf(answers);
        return (member, loaded, loaded is null ? WireDiagnostics.NotAskedBecause(service, member, name, answers)
            : loaded == answers[0].Thumbprint ? null
            : loaded == WireMapper.NoCertificate ? WireDiagnostics.NoCertificateOf(service, member, name) : WireDiagnostics.Disagree(service, member, name, loaded));
    }
}
