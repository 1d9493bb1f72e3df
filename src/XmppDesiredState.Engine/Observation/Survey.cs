using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Observation;

/// <summary>One look at everything: those who hold resources and those who see services from outside, then those who answer the requests that were found.</summary>
internal static class Survey
{
    public static async Task<ObservedState> TakeAsync(DesiredState desired, ImmutableArray<(string Provider, Scope Scope)> scopes, Observer observer, CancellationToken cancellationToken)
    {
        var kinds = scopes.Select(scope => scope.Scope.Kind).ToHashSet();
        var probing = observer.ObserveAsync(kinds.Contains(Service.Kind) ? Attachments.Probes(desired) : [], cancellationToken);
        var held = await observer.ObserveAsync(scopes, cancellationToken);
        var answers = await observer.ObserveAsync(kinds.Contains(Certificate.Kind) ? Attachments.Issuers(desired, held) : [], cancellationToken);
        return Attachments.Complete(desired, held, [.. (await probing).Kinds, .. answers.Kinds]);
    }
}
