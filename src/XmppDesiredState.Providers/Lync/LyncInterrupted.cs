using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync;

/// <summary>
/// Which members are in the middle of a restart: one was begun there, and not all that ran before it runs. All else about a service is seen from outside.
/// </summary>
internal sealed class LyncInterrupted(LyncClient client)
{
    public async Task<Observation> ObserveAsync(Scope scope, string target, CancellationToken cancellationToken)
    {
        var asked = await Task.WhenAll(scope.Declared.SelectMany(MembersOf).Distinct(StringComparer.Ordinal).Select(member => AskAsync(member, cancellationToken)));
        var interrupted = asked.Where(member => member.IsInterrupted).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        return new Observation([.. scope.Declared.Select(service => LyncMapper.Report(service.Id, MembersOf(service).Where(interrupted.Contains))).OrderBy(service => service.Resource.Id)], SawUnlisted: false, target,
            [.. asked.Select(member => member.Note).OfType<Diagnostic>()]);
    }

    private static IEnumerable<string> MembersOf(Resource service) => (service.Get(Service.Members) is { IsDefault: false } members ? members : []).Where(member => LyncServices.ProblemOf(member) is null);

    private async Task<(string Name, bool IsInterrupted, Diagnostic? Note)> AskAsync(string member, CancellationToken cancellationToken)
    {
        try
        {
            var ran = await client.InterruptedAsync(member, cancellationToken);
            // Where all of it runs again somebody has ended it.
            return (member, !ran.IsEmpty && (await client.ServicesAsync(member, cancellationToken)).Any(service => ran.Contains(service["Name"], StringComparer.OrdinalIgnoreCase) && !LyncServices.IsRunning(service)), null);
        }
        catch (ProviderException problem)
        {
            return (member, false, LyncDiagnostics.InterruptedUnread.At(null, $"Whether a restart of {member} was cut off is not known: {problem.Diagnostic.Summary}", problem.Diagnostic.Fix));
        }
    }
}
