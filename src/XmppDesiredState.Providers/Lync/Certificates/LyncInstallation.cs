using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.PowerShell;
using XmppDesiredState.Programs;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>Puts a certificate to use on one member, or the former one again. Every stop is seen by the next run, which finishes it.</summary>
internal sealed class LyncInstallation(LyncCertificateClient client, ProviderSettings settings, Step step)
{
    private readonly string folder = LyncCertificateMapper.FolderOf(step.Resource);
    private readonly string member = step.Member!;
    private readonly string wanted = Wanted(step)!;
    private readonly ImmutableArray<string> members = LyncCertificateMapper.MembersOf(step.After);
    private readonly ImmutableArray<string> usages = LyncUsages.Of(step.After);
    private readonly Dictionary<string, LyncMachine> machines = new(StringComparer.Ordinal);

    /// <summary>Thumbprint of what the step puts in place; null when it does not say.</summary>
    public static string? Wanted(Step step) => step.Member is null ? null
        : LyncCertificateMapper.SlotOf(step.After, step.Member)?.Thumbprint is { Length: > 0 } thumbprint ? thumbprint
        : step.Artifact is { Length: 40 } handed && handed.All(char.IsAsciiHexDigitUpper) ? handed : null;

    public async Task<StepOutcome> InstallAsync(CancellationToken cancellationToken)
    {
        var machine = await ReadAsync(member, cancellationToken);
        if (machine.Uses(wanted, usages))
        {
            await FinishAsync(cancellationToken);
            return Done(StepResult.AlreadyThere);
        }

        // Before a key is handed over for nothing.
        if (Moved(machine, []) is { } how) return LyncCertificates.Conflict(step, how);
        if (!machine.HasKey(wanted) && await BringAsync(cancellationToken) is { } failed) return failed;
        var said = await client.AssignAsync(member, folder, wanted, usages, Seen, [], cancellationToken);
        if (said is not { Error: null, Word: "done" or "same" }) return LyncCertificates.Failed(step, said, "Set-CsCertificate");
        machines.Remove(member);
        await FinishAsync(cancellationToken);
        return Done(said.Word == "done" ? StepResult.Applied : StepResult.AlreadyThere);
    }

    public async Task<StepOutcome> RestoreAsync(CancellationToken cancellationToken)
    {
        var machine = await ReadAsync(member, cancellationToken);
        if (machine.Uses(wanted, usages)) return Done(StepResult.AlreadyThere);
        if (!machine.HasKey(wanted)) return LyncCertificates.NotDone(step, LyncCertificateDiagnostics.NoPrevious, $"The former certificate {wanted} of {step.Resource} is not in the store of {member} with its private key.", "Install a certificate anew.");
        var held = await FindAsync(static request => request.Accepted is not null, cancellationToken);
        // Taken back is what this tool assigned, or half of it: never what somebody else did meanwhile.
        ImmutableArray<string> ours = held?.Accepted is { } accepted ? [accepted] : [];
        if (Moved(machine, ours) is { } how) return LyncCertificates.Conflict(step, how);
        // The certificate is good and only this installation failed: the CA need not be asked again.
        if (held is { IsDone: true }) _ = await client.FinishAsync(held, folder, isDone: false, cancellationToken);
        var said = await client.AssignAsync(member, folder, wanted, usages, Seen, ours, cancellationToken);
        return said is { Error: null, Word: "done" or "same" } ? Done(said.Word == "done" ? StepResult.Applied : StepResult.AlreadyThere) : LyncCertificates.Failed(step, said, "Set-CsCertificate");
    }

    private ImmutableArray<string> Seen => LyncCertificateMapper.SeenBy(step.Before?.Resource, member, usages);

    private string? Moved(LyncMachine machine, ImmutableArray<string> ours) => usages.Zip(Seen)
        .Where(usage => machine.AssignedTo(usage.First) is var live && live != wanted && live != usage.Second && !ours.Contains(live))
        .Select(usage => $"{usage.First} has {(machine.AssignedTo(usage.First) is { Length: > 0 } live ? live : "none")}").FirstOrDefault();

    /// <returns>Why it could not be had; null: it lies there with its key.</returns>
    private async Task<StepOutcome?> BringAsync(CancellationToken cancellationToken)
    {
        var held = await FindAsync(request => request.Accepted == wanted, cancellationToken);
        string? source = null;
        foreach (var other in members.Where(other => other != member).OrderByDescending(other => other == held?.Member))
        {
            if (!(await ReadAsync(other, cancellationToken)).HasKey(wanted)) continue;
            source = other;
            break;
        }

        if (source is null) return LyncCertificates.NotDone(step, LyncCertificateDiagnostics.NothingToInstall, $"The certificate {wanted} for {step.Resource} lies on no member with its private key.", "Plan again.");
        settings.Progress(ProgramText.Clean($"{member}: receives {wanted} with its key from {source}"));
        var isExportable = WantedCertificate.Of(step.After).Exportable;
        var (said, password, isExport) = await client.HandOverAsync(source, member, folder, wanted, held?.Chain ?? [], isExportable, cancellationToken);
        if (said is { Error: null, Word: "done" or "same" } && !isExport) return null;
        if (!isExport) return LyncCertificates.Failed(step, said, "Import-CsCertificate", password);
        var why = said.Error is { } error ? LyncDiagnostics.Said(error, password) : LyncDiagnostics.Said(new PowerShellError(said.Text(1), null, null, null, null, null, IsTerminating: false), password);
        return LyncCertificates.NotDone(step, LyncCertificateDiagnostics.NotHandedOver, $"{source} did not give out the private key of {wanted}{(why.Length > 0 ? $": {why}" : "")}.", "Have one issued with exportable: true (--renew), or import the PFX there by hand.");
    }

    // It is in use: what cannot be noted now is noted by the next request.
    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await FindAsync(request => request.Accepted == wanted, cancellationToken) is not { IsDone: false } held) return;
            foreach (var each in members)
            {
                if (!(await ReadAsync(each, cancellationToken)).Uses(wanted, usages)) return;
            }

            _ = await client.FinishAsync(held, folder, isDone: true, cancellationToken);
        }
        catch (Exception problem) when (problem is ProviderException or PowerShellBrokenException)
        {
            return;
        }
    }

    private async Task<LyncRequest?> FindAsync(Func<LyncRequest, bool> isIt, CancellationToken cancellationToken)
    {
        foreach (var each in members)
        {
            if ((await ReadAsync(each, cancellationToken)).Requests.TryGetValue(folder, out var request) && isIt(request)) return request;
        }

        return null;
    }

    private async Task<LyncMachine> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (!machines.TryGetValue(name, out var machine)) machines[name] = machine = await client.ReadAsync(name, [folder], cancellationToken);
        return machine;
    }

    private StepOutcome Done(StepResult result) => new(step.Id, result, Artifact: wanted);
}
