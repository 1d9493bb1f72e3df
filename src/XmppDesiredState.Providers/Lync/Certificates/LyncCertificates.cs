using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.PowerShell;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>The certificates of member machines: what they have, and one step after the other.</summary>
internal sealed class LyncCertificates(LyncSessions sessions, ProviderSettings settings)
{
    public static readonly ImmutableArray<Operation> Operations = [Operation.Request, Operation.Issue, Operation.Accept, Operation.Install, Operation.Restore];

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly LyncCertificateClient client = new(sessions, settings);

    /// <summary>Every declared certificate; each machine is asked once.</summary>
    public async Task<Observation> ObserveAsync(Scope scope, string target, CancellationToken cancellationToken)
    {
        var members = scope.Declared.SelectMany(declared => LyncCertificateMapper.MembersOf(declared)).Distinct(StringComparer.Ordinal).ToArray();
        var folders = scope.Declared.Select(declared => LyncCertificateMapper.FolderOf(declared.Id)).ToArray();
        var asked = await Task.WhenAll(members.Select(member => TryReadAsync(member, folders, cancellationToken)));
        var machines = members.Zip(asked).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        var notes = ImmutableArray.CreateBuilder<Diagnostic>();
        var unknown = ImmutableArray.CreateBuilder<UnknownMember>();
        var resources = scope.Declared.OrderBy(declared => declared.Id).Select(declared => Observe(declared, machines, notes, unknown)).ToImmutableArray();
        return new Observation(resources, SawUnlisted: false, target, notes.ToImmutable()) { Unknown = unknown.ToImmutable() };
    }

    public async Task<StepOutcome> RunAsync(Step step, CancellationToken cancellationToken)
    {
        // Issuing is no member's step; what it asks for waits where the key is.
        if (step is { Operation: Operation.Issue, Member: null } && LyncCertificateMapper.MembersOf(step.After) is [var first, ..]) step = step with { Member = first };
        try
        {
            if (Refusal(step) is { } why) return new StepOutcome(step.Id, StepResult.NotDone, LyncDiagnostics.About(step, LyncDiagnostics.Unsupported, $"{step.Operation} of {step.Resource} is not possible in Lync: {why}.", "Plan again."));
            return step.Operation switch
            {
                Operation.Request => await new LyncRequesting(client, settings, step).RequestAsync(cancellationToken),
                Operation.Issue => await new LyncRequesting(client, settings, step).IssueAsync(cancellationToken),
                Operation.Accept => await new LyncRequesting(client, settings, step).AcceptAsync(cancellationToken),
                Operation.Install => await new LyncInstallation(client, settings, step).InstallAsync(cancellationToken),
                _ => await new LyncInstallation(client, settings, step).RestoreAsync(cancellationToken),
            };
        }
        catch (ProviderException problem)
        {
            return new StepOutcome(step.Id, StepResult.NotDone, LyncDiagnostics.About(step, problem.Diagnostic));
        }
        catch (PowerShellBrokenException broken)
        {
            return new StepOutcome(step.Id, StepResult.Unknown, LyncDiagnostics.About(step, broken.Diagnostic));
        }
    }

    /// <summary>What a script said that neither did its work nor found it done.</summary>
    /// <param name="secret">What the script was given and nobody may see.</param>
    public static StepOutcome Failed(Step step, LyncSaid said, string cmdlet, string? secret = null)
    {
        if (said.Error is { } error)
        {
            var why = LyncDiagnostics.Of(error, said.IsUnchanged ? LyncDiagnostics.NotWritten : LyncDiagnostics.Uncertain, $"{cmdlet} for {step.Resource} on {step.Member} failed", step.Member!, secret);
            return new StepOutcome(step.Id, said.IsUnchanged ? StepResult.NotDone : StepResult.Unknown, LyncDiagnostics.About(step, why));
        }

        return said.Word switch
        {
            "busy" => new StepOutcome(step.Id, StepResult.NotDone, LyncDiagnostics.About(step, LyncDiagnostics.Busy, $"Another run was writing, so {step.Resource} was not touched.", "It is tried again."), Pause),
            "moved" => Conflict(step, said.Text(1).Length > 0 ? $"{said.Text(1)} has {(said.Text(2).Length > 0 ? said.Text(2) : "none")}" : "another request was made"),
            "keyless" => NotDone(step, LyncCertificateDiagnostics.WithoutKey, $"The certificate for {step.Resource} is in the store of {step.Member} without its private key.", "Import it there with its key, or have another one issued (--renew)."),
            "absent" => NotDone(step, LyncCertificateDiagnostics.NothingToInstall, $"The certificate for {step.Resource} is not in the store of {step.Member} any more.", "Plan again."),
            _ => new StepOutcome(step.Id, StepResult.Unknown, LyncDiagnostics.About(step, LyncDiagnostics.Uncertain, $"{cmdlet} ended without a word, so it is not known what became of {step.Resource} on {step.Member}.", "The live state is read again.")),
        };
    }

    public static StepOutcome Conflict(Step step, string how) => new(step.Id, StepResult.Conflict, LyncDiagnostics.About(step, LyncDiagnostics.Changed, $"{step.Resource} on {step.Member} is not as the plan saw it: {how}.", "Plan again."));

    public static StepOutcome NotDone(Step step, DiagnosticDescriptor descriptor, string summary, string fix) => new(step.Id, StepResult.NotDone, LyncDiagnostics.About(step, descriptor, summary, fix));

    private static string? Refusal(Step step)
    {
        if (!Operations.Contains(step.Operation)) return "certificates do not have this operation";
        if (step.After is null) return "the step does not say what is wanted";
        if (step.Member is null || LyncServices.ProblemOf(step.Member) is not null) return "the step names no machine";
        return step.Operation is Operation.Install or Operation.Restore && LyncInstallation.Wanted(step) is null ? "the step does not say which certificate to put in place" : null;
    }

    private async Task<(LyncMachine? Machine, Diagnostic? Why)> TryReadAsync(string member, string[] folders, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.ReadAsync(member, folders, cancellationToken), null);
        }
        catch (ProviderException problem)
        {
            return (null, problem.Diagnostic);
        }
    }

    private ObservedResource Observe(Resource declared, Dictionary<string, (LyncMachine? Machine, Diagnostic? Why)> machines, ImmutableArray<Diagnostic>.Builder notes, ImmutableArray<UnknownMember>.Builder unknown)
    {
        var (id, usages, folder) = (declared.Id, LyncUsages.Of(declared), LyncCertificateMapper.FolderOf(declared.Id));
        var members = LyncCertificateMapper.MembersOf(declared);
        var current = ImmutableSortedDictionary.CreateBuilder<string, InstalledCertificate>(StringComparer.Ordinal);
        var requests = new List<LyncRequest>();
        foreach (var member in members)
        {
            var (machine, why) = machines[member];
            if (machine is null)
            {
                unknown.Add(new UnknownMember(id, member, At(id, why!)));
                continue;
            }

            if (LyncCertificateMapper.Slot(machine, usages) is { } slot)
            {
                current[member] = slot;
                if (LyncCertificateMapper.NoteOn(id, member, slot) is { } note) notes.Add(At(id, note));
            }

            if (machine.Requests.TryGetValue(folder, out var request)) requests.Add(request);
        }

        notes.AddRange(requests.Where(request => request is { Fault: not null, IsDone: false }).Select(request => At(id, LyncCertificateDiagnostics.RequestLost.At(null, $"The request for {id} on {request.Member} is not whole: {request.Fault}.", "Apply, so that another is made."))));
        var next = requests.FirstOrDefault(request => request.IsOpen(declared.Get(Certificate.Issuer) == settings.Name));
        var isSpent = next?.Accepted is { } accepted && members.All(member => current.GetValueOrDefault(member) is { Differing.IsEmpty: true } slot && slot.Thumbprint == accepted);
        return LyncCertificateMapper.Report(id, current.ToImmutable(), isSpent ? null : next?.Outstanding);
    }

    private Diagnostic At(ResourceId id, Diagnostic diagnostic) => diagnostic with { Address = new Address(id, settings.Name).ToString() };
}
