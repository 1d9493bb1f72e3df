using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Export;

/// <summary>Reads the live system behind one provider and says it in declarations: planned against that system they change nothing.</summary>
/// <param name="secrets">Resolves the secrets that the provider asks for.</param>
/// <param name="allowPrograms">False under <c>--no-exec</c>.</param>
/// <param name="progress">One line for a person who waits.</param>
public sealed class Exporter(ImmutableArray<IProviderFactory> factories, TimeProvider clock, SecretResolver secrets, bool allowPrograms, Action<string> progress)
{
    // An issuer and a renewal, members and a window: what is live does not tell them.
    private static readonly ImmutableArray<Kind> Untold = [Certificate.Kind, Service.Kind];

    /// <param name="declared">The files that declare the provider; nothing else of them counts.</param>
    /// <param name="provider">One of its providers.</param>
    /// <param name="timeout">Longest time for one kind.</param>
    public async Task<ExportedState> ExportAsync(DesiredState declared, string provider, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var declaration = declared.Providers[provider];
        var factory = factories.First(candidate => candidate.Type == declaration.Type);
        var held = factory.Capabilities.Where(capability => capability.Holds).ToImmutableArray();
        var told = held.Where(capability => !Untold.Contains(capability.Kind)).OrderBy(capability => capability.Kind.Phase).ToImmutableArray();

        await using var providers = new ProviderSet(declared.Providers, factories,
            one => new ProviderSettings(one.Name, one.Folder, one.Options, secrets.RevealAsync, clock, progress, allowPrograms));
        var observer = new Observer(providers, PlanOptions.None.Parallelism, timeout, clock);
        var observed = await observer.ObserveAsync([.. told.Select(capability => (provider, new Scope(capability.Kind, [], Unlisted: true)))], cancellationToken);

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var state = new ExportedState(declared.Name, declaration, today)
        {
            Kinds = [.. told.Select(capability => capability.Kind)],
            Skipped = [.. held.Select(capability => capability.Kind).Where(Untold.Contains)],
            Unreadable = [.. observed.Kinds.Select(kind => kind.Unreadable).OfType<Diagnostics.Diagnostic>()],
            Unlistable = [.. observed.Kinds.Where(kind => kind.Seen is { SawUnlisted: false }).Select(kind => kind.Kind)],
        };
        return state.CanBeWritten ? new Judgement(factories).Apply(LiveResources.Declare(state, told, observed)) : state;
    }
}
