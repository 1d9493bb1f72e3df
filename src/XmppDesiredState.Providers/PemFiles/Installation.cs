using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>Puts a pair in place on one member, or the former one back. Every stop is seen by the next run, which finishes it.</summary>
/// <param name="password">Of the PFX; null when none is written.</param>
internal sealed class Installation(PemFilesClient client, PemFilesOptions options, Step step, ReadOnlyMemory<char>? password)
{
    private readonly string name = step.Resource.Name;
    private readonly string member = step.Member ?? throw new InvalidOperationException("A step without a member is refused before.");
    private readonly ImmutableArray<string> members = PemFilesMapper.MembersOf(step.After);

    /// <summary>Thumbprint of what the step puts in place; null when it does not say.</summary>
    public static string? Wanted(Step step) => step.Member is null ? null
        : PemFilesMapper.ThumbprintOf(step.After, step.Member) is { Length: > 0 } thumbprint ? thumbprint
        : step.Artifact is { Length: 40 } handed && handed.All(char.IsAsciiHexDigitUpper) ? handed : null;

    public StepOutcome Install()
    {
        var wanted = Wanted(step)!;
        var live = client.ReadLive(name, member);
        if (live?.Thumbprint == wanted)
        {
            Finish(wanted);
            return Done(StepResult.AlreadyThere, wanted);
        }

        if (Find(wanted) is not { } pair)
            return Failed(PemFilesDiagnostics.NothingToInstall, $"The certificate {wanted} for {step.Resource} is in no request and on no other member.", "Plan again.");
        if ((live?.Thumbprint ?? "nothing") != (PemFilesMapper.ThumbprintOf(step.Before?.Resource, member) ?? "nothing") && live?.IsUnfinished(pair) != true) return Conflict(live);
        if (live?.Usable is { } former && client.ReadPrevious(name, member)?.Thumbprint != former.Thumbprint) client.WritePrevious(name, member, former);
        return Put(pair) ?? Installed(wanted);
    }

    public StepOutcome Restore()
    {
        var wanted = Wanted(step)!;
        var live = client.ReadLive(name, member);
        if (live?.Thumbprint == wanted) return Done(StepResult.AlreadyThere, wanted);
        if (client.ReadPrevious(name, member)?.Usable is not { } previous || previous.Thumbprint != wanted)
            return Failed(PemFilesDiagnostics.NoPrevious, $"The former certificate {wanted} of {step.Resource} on {member} is not kept.", "Install a certificate anew.");
        var last = client.ReadLast(name, members);
        // Taken back is what this tool installed, or half of it: never what somebody else put there meanwhile.
        if (live?.Usable is { } replaced)
        {
            string?[] ours = [PemFilesMapper.ThumbprintOf(step.Before?.Resource, member), client.ReadNext(name, members)?.Accepted?.Thumbprint, last?.Accepted?.Thumbprint];
            if (!ours.Contains(replaced.Thumbprint)) return Conflict(live);
            // The certificate is good and only this installation failed: the CA need not be asked again.
            if (last?.Accepted?.Thumbprint == replaced.Thumbprint && client.ReadNext(name, members) is null) PemFilesClient.Reopen(last);
        }

        return Put(previous) ?? Done(StepResult.Applied, wanted);
    }

    // Keys travel between members here, inside the process.
    private KeyedChain? Find(string wanted) => client.ReadNext(name, members)?.Accepted is { } accepted && accepted.Thumbprint == wanted ? accepted
        : members.Where(other => other != member).Select(other => client.ReadLive(name, other)?.Usable).FirstOrDefault(pair => pair?.Thumbprint == wanted);

    private StepOutcome? Put(KeyedChain pair)
    {
        var pfx = password is { } given ? Pfx.Write(pair.Chain, pair.Key, given.Span, options.PfxAlgorithms) : null;
        try
        {
            client.WriteLive(name, member, pair, pfx);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new StepOutcome(step.Id, StepResult.Unknown, PemFilesDiagnostics.UncertainFor(step, problem.Message));
        }
    }

    private StepOutcome Installed(string wanted)
    {
        Finish(wanted);
        return Done(StepResult.Applied, wanted);
    }

    // The certificate is in place: what cannot be tidied up now is tidied up by the next request.
    private void Finish(string installed)
    {
        try
        {
            if (client.ReadNext(name, members) is { Accepted: { } accepted } next && accepted.Thumbprint == installed && members.All(one => client.ReadLive(name, one)?.Thumbprint == installed))
                PemFilesClient.Finish(next);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ProviderException)
        {
            return;
        }
    }

    private StepOutcome Done(StepResult result, string thumbprint) => new(step.Id, result, Artifact: thumbprint);

    private StepOutcome Conflict(PairReading? live) => new(step.Id, StepResult.Conflict, PemFilesDiagnostics.ChangedSince(step, live is null ? "has no certificate" : live.Fault is { } fault ? $"cannot be used ({fault})" : $"has {live.Thumbprint}"));

    private StepOutcome Failed(Diagnostics.DiagnosticDescriptor descriptor, string summary, string fix) => new(step.Id, StepResult.NotDone, PemFilesDiagnostics.About(step, descriptor, summary, fix));
}
