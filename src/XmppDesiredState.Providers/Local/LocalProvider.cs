using System.Runtime.CompilerServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Local;

/// <summary>A live system that is a folder of readable files.</summary>
internal sealed class LocalProvider(LocalClient client, ProviderSettings settings, string target) : IProvider
{
    private static readonly ResourceId[] Standing = [AccessPolicy.Global, EdgeAccess.Id, GatewaySettings.Id];

    private readonly LocalExecution execution = new(client, settings);

    public Resource Normalize(Resource desired) => LocalMapper.Normalize(desired);

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
        if (LocalProviderFactory.CapabilityOf(scope.Kind) is null) throw new ProviderException(LocalDiagnostics.CannotKeep(scope.Kind));
        var notes = new List<Diagnostic>();
        var written = client.ReadAll(scope.Kind, static file => new ObservedResource(LocalMapper.Report(LocalMapper.Read(file)), file.Version), notes, cancellationToken);
        var names = written.Select(resource => resource.Resource.Id).ToHashSet();
        var unwritten = Standing.Where(id => id.Kind == scope.Kind).Concat(scope.Declared.Select(resource => resource.Id)).Distinct()
            .Where(id => scope.Kind.IsFixed(id.Name) && !names.Contains(id))
            .Select(id => new ObservedResource(LocalMapper.Report(LocalMapper.Unwritten(id)), "unwritten"));
        var declared = scope.Declared.Select(resource => resource.Id).ToHashSet();
        return new Observation([.. written.Concat(unwritten).Where(resource => scope.Unlisted || declared.Contains(resource.Resource.Id)).OrderBy(resource => resource.Resource.Id)],
            scope.Unlisted, target, [.. notes]);
    }
}
