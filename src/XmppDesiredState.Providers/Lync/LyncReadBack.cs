using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.Lync.Certificates;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync;

/// <summary>What a script saw, observed as if it were the live system.</summary>
/// <param name="kinds">By name of a kind, or of a fact: its rows, or why it could not be read.</param>
/// <param name="machine">Where the script ran.</param>
internal sealed class LyncReadBack(string file, ImmutableDictionary<string, object?> kinds, string machine, ProviderSettings settings) : IReadableProvider
{
    public Resource Normalize(Resource desired) => LyncMapper.Normalize(desired);

    public Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!LyncCapabilities.Has(scope.Kind)) throw new ProviderException(LyncDiagnostics.Unsupported.At(null, $"The lync provider does not keep the kind {scope.Kind.Name}.", "Declare it on another provider."));
        if (scope.Kind == Certificate.Kind) throw new ProviderException(LyncCertificateDiagnostics.NotScripted.At(null, $"{settings.Name} has certificates, and {file} says nothing of them: scripts do not reach the machines they are on.", "Plan and apply them with connections to the Edge servers, or leave them out."));
        var facts = Facts();
        if (facts.Refusal is { } refusal) throw new ProviderException(refusal);
        var notes = new List<Diagnostic>();
        var seen = scope.Kind == Service.Kind ? [.. scope.Declared.Select(service => LyncMapper.Report(service.Id))]
            : Rows(scope.Kind.Name, LyncField.Shape(scope.Kind)).Select(row => LyncMapper.ToResource(scope.Kind, row, notes)).ToImmutableArray();
        seen = [.. seen.OrderBy(resource => resource.Resource.Id)];
        if (LyncMapper.Twice(seen) is { } twice) throw new ProviderException(twice);
        if (scope.Kind == Partner.Kind) notes.AddRange(facts.Notes);
        var declared = scope.Declared.Select(resource => resource.Id).ToHashSet();
        return Task.FromResult(new Observation([.. seen.Where(resource => scope.Unlisted || declared.Contains(resource.Resource.Id))], scope.Unlisted && scope.Kind != Service.Kind, facts.Target, [.. notes]));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private LyncFacts Facts()
    {
        // Without anything read at all, an empty answer would look like a deployment without a topology.
        if (kinds.IsEmpty) throw NotRead("nothing", "the script was ended before it read");
        var notes = ImmutableArray.CreateBuilder<Diagnostic>();
        return LyncFacts.Of(machine, Try(LyncScriptText.Store, LyncClient.Store, notes), Try(LyncScriptText.Replicas, LyncClient.Replicas, notes), Try(LyncScriptText.Sites, LyncClient.Sites, notes),
            Try(LyncScriptText.EdgePools, LyncClient.EdgePools, notes), notes);
    }

    private ImmutableArray<LyncRow>? Try(string name, ImmutableSortedDictionary<string, LyncForm> shape, ImmutableArray<Diagnostic>.Builder notes)
    {
        try
        {
            return Rows(name, shape);
        }
        catch (ProviderException problem)
        {
            notes.Add(LyncDiagnostics.FactsUnread.At(null, $"The topology was not checked: {problem.Diagnostic.Summary}", problem.Diagnostic.Fix));
            return null;
        }
    }

    private ImmutableArray<LyncRow> Rows(string name, ImmutableSortedDictionary<string, LyncForm> shape)
    {
        if (kinds.GetValueOrDefault(name) is not ImmutableDictionary<string, object?> read) throw NotRead(name, "the script did not ask for it");
        if (read.GetValueOrDefault("Problem") is string problem) throw NotRead(name, LyncResultFile.Shown(problem));
        var names = Items(read.GetValueOrDefault("Names")).OfType<string>().ToImmutableArray();
        if (!names.SequenceEqual(shape.Keys, StringComparer.Ordinal)) throw LyncScriptDiagnostics.BrokenAt(file, $"was written by another version: what it says of {name} is not what is read");
        return [.. Items(read.GetValueOrDefault("Rows")).Select(row => LyncRows.ToRow(row, names) ?? throw LyncScriptDiagnostics.BrokenAt(file, $"has something among the {name} that is no object"))];
    }

    private ProviderException NotRead(string name, string why) =>
        new(LyncScriptDiagnostics.NotInFile.At(null, $"{file} does not say what {settings.Name} has of {name}: {why.TrimEnd('.')}.", "Make the script again with script --observe, and run it."));

    private static ImmutableArray<object?> Items(object? value) => value is ImmutableArray<object?> items ? items : [];
}
