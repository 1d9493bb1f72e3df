using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>A store of certificates that is a folder of PEM files.</summary>
internal sealed class PemFilesProvider(PemFilesClient client, PemFilesOptions options, ProviderSettings settings, string target) : IProvider
{
    private readonly PemFilesExecution execution = new(client, options, settings);

    public Resource Normalize(Resource desired) => desired;

    public Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken) => Task.Run(() => Observe(scope, cancellationToken), cancellationToken);

    public async IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<Step> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await execution.RunAsync(step, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Observation Observe(Scope scope, CancellationToken cancellationToken)
    {
        if (scope.Kind != Certificate.Kind) throw new ProviderException(PemFilesDiagnostics.CannotKeep(scope.Kind));
        var notes = new List<Diagnostic>();
        var unknown = new List<UnknownMember>();
        var resources = ImmutableArray.CreateBuilder<ObservedResource>();
        foreach (var declared in scope.Declared.OrderBy(declared => declared.Id))
        {
            cancellationToken.ThrowIfCancellationRequested();
            resources.Add(Observe(declared, notes, unknown));
        }

        return new Observation(resources.ToImmutable(), SawUnlisted: false, target, [.. notes]) { Unknown = [.. unknown] };
    }

    private ObservedResource Observe(Resource declared, List<Diagnostic> notes, List<UnknownMember> unknown)
    {
        var id = declared.Id;
        var members = PemFilesMapper.MembersOf(declared);
        var current = ImmutableSortedDictionary.CreateBuilder<string, InstalledCertificate>(StringComparer.Ordinal);
        HeldRequest? next = null;
        foreach (var member in members)
        {
            Ask(member, () =>
            {
                if (client.ReadLive(id.Name, member) is not { } live) return;
                current[member] = live.Chain[0].Installed with { Thumbprint = live.Thumbprint };
                if (live.Fault is { } fault) notes.Add(At(id, PemFilesDiagnostics.NoPairAt(id, member, fault)));
            });
        }

        // Whoever cannot say whether a request is on its way would be asked for another one.
        Ask(members[0], () =>
        {
            next = client.ReadNext(id.Name, members);
            if (next is null) notes.AddRange(client.TornRequests(id.Name, members).Select(folder => At(id, PemFilesDiagnostics.RequestLostAt(folder))));
        });
        var isSpent = next?.Accepted is { } accepted && members.All(member => current.GetValueOrDefault(member)?.Thumbprint == accepted.Thumbprint);
        return PemFilesMapper.Report(id, current.ToImmutable(), isSpent ? null : next?.Request);

        void Ask(string member, Action read)
        {
            try
            {
                read();
            }
            catch (ProviderException problem)
            {
                current.Remove(member);
                if (!unknown.Exists(known => known.Id == id && known.Member == member)) unknown.Add(new UnknownMember(id, member, At(id, problem.Diagnostic)));
            }
        }
    }

    private Diagnostic At(ResourceId id, Diagnostic diagnostic) => diagnostic with { Address = new Address(id, settings.Name).ToString() };
}
