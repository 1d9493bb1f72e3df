using System.Collections.Immutable;
using System.Security.Cryptography;
using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.Programs;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>A request where its key will stay, and what the issuer sent beside it.</summary>
internal sealed class LyncRequesting(LyncCertificateClient client, ProviderSettings settings, Step step)
{
    private readonly string folder = LyncCertificateMapper.FolderOf(step.Resource);
    private readonly string member = step.Member!;
    private readonly WantedCertificate wanted = WantedCertificate.Of(step.After);

    public async Task<StepOutcome> RequestAsync(CancellationToken cancellationToken)
    {
        if (LyncCertificateRules.Problems(wanted, LyncUsages.Of(step.After)).FirstOrDefault() is { } problem) return new StepOutcome(step.Id, StepResult.NotDone, LyncDiagnostics.About(step, problem));
        var (machine, held) = await FindAsync(cancellationToken);
        var isAnswered = held?.Accepted is not null;
        if (held?.IsOpen(IsOnline) == true && !IsSpent(machine, held))
        {
            if (held.Note!.Digest == wanted.Digest) return new StepOutcome(step.Id, StepResult.AlreadyThere, Artifact: held.Shown);
            if (OutstandingRequest.Of(step.Before?.Resource)?.KeyFingerprint != held.KeyFingerprint) return LyncCertificates.Conflict(step, $"a request for something else is outstanding{(isAnswered ? " and answered" : "")}");
        }

        // Given up for good, whatever becomes of the new one: two of them would be taken for each other.
        if (held?.IsOpen(IsOnline) == true && held.Member != member)
        {
            var given = await client.FinishAsync(held, folder, isDone: true, cancellationToken);
            if (given is not { Error: null, Word: "done" }) return LyncCertificates.Failed(step, given, "Giving up the former request");
        }

        var authority = Authority;
        var call = authority is null ? LyncCertificateCalls.Request(step.After!, wanted) : LyncCertificateCalls.Submit(step.After!, wanted, authority);
        settings.Progress(ProgramText.Clean($"{member}: {LyncCertificateCalls.Summary(call)}"));
        var note = new LyncRequestNote(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), wanted.Digest, settings.Clock.GetUtcNow(), wanted.Names, LyncCertificateMapper.KeyOf(wanted), authority);
        if (authority is not null) return await SubmitAsync(machine, note, call, cancellationToken);
        var said = await client.RequestAsync(member, folder, machine.Requests.GetValueOrDefault(folder)?.Text ?? "", note, call, cancellationToken);
        if (said is not { Error: null, Word: "done" }) return LyncCertificates.Failed(step, said, call.Cmdlet);
        var made = LyncRequest.Of(member, note.Write(), said.Text(1), null, isDone: false, static _ => false);
        return made.Fault is not { } fault ? new StepOutcome(step.Id, StepResult.Applied, Artifact: made.Request!.Pem)
            : LyncCertificates.NotDone(step, LyncCertificateDiagnostics.NotAsAsked, $"The request that {member} made for {step.Resource} cannot be used: {fault}.", "See what Request-CsCertificate says there with -Verbose.");
    }

    /// <summary>Has the CA of the option answer the request that was sent to it.</summary>
    public async Task<StepOutcome> IssueAsync(CancellationToken cancellationToken)
    {
        var (_, held) = await FindAsync(cancellationToken);
        if (held?.IsOpen(IsOnline) != true || held is not { Note.Authority: not null, Online: not null })
        {
            return LyncCertificates.NotDone(step, LyncCertificateDiagnostics.NoRequest, $"No request for {step.Resource} was sent to the CA of {settings.Name}{(held?.Fault is { } fault ? $": {fault}" : "")}.", "Plan again.");
        }

        if (held.Online.Answer(held.Note) is { } there) return new StepOutcome(step.Id, StepResult.AlreadyThere, Artifact: there.ToPem());
        if (held.Online.Numbers is not [var number])
            return LyncCertificates.NotDone(step, LyncCertificateDiagnostics.NoRequest, $"Which of the CA's {held.Online.Numbers.Length} new requests is that for {step.Resource} cannot be told.", "Look at Request-CsCertificate -List there, and clear the others.");
        var said = await client.RetrieveAsync(held, folder, number, cancellationToken);
        if (said is { Error: null, Word: "denied" }) return await DeniedAsync(held, said, cancellationToken);
        if (said is not { Error: null, Word: "done" }) return LyncCertificates.Failed(step, said, "Request-CsCertificate -Retrieve");
        if (((await client.ReadAsync(held.Member, [folder], cancellationToken)).Requests.GetValueOrDefault(folder) is { Note: { } note, Online: { } online }) && online.Answer(note) is { } issued)
            return new StepOutcome(step.Id, StepResult.Applied, Artifact: issued.ToPem());
        var age = settings.Clock.GetUtcNow() - held.Note.RequestedAt;
        return new StepOutcome(step.Id, StepResult.Waiting, LyncDiagnostics.About(step, LyncCertificateDiagnostics.Pending,
            $"{held.Shown} for {step.Resource} waits there since {InstalledCertificate.Format(held.Note.RequestedAt)}, {(age < TimeSpan.FromDays(1) ? "less than a day" : $"{(int)age.TotalDays} days")}.", "Have it issued at the CA; apply asks again."));
    }

    public async Task<StepOutcome> AcceptAsync(CancellationToken cancellationToken)
    {
        var sent = CertificateFile.Read(step.Artifact ?? OutstandingRequest.Of(step.Before?.Resource)?.Chain ?? "");
        var (machine, held) = await FindAsync(cancellationToken);
        if (held?.IsOpen(IsOnline) != true)
        {
            return sent.FirstOrDefault(certificate => machine.Uses(certificate.Thumbprint, LyncUsages.Of(step.After))) is { } live
                ? new StepOutcome(step.Id, StepResult.AlreadyThere, Artifact: live.Thumbprint)
                : LyncCertificates.NotDone(step, LyncCertificateDiagnostics.NoRequest, $"No request for {step.Resource} is outstanding{(held?.Fault is { } fault ? $": {fault}" : "")}.", "Plan again.");
        }

        var issuer = step.After!.Get(Certificate.Issuer) ?? "the issuer";
        var found = CertificateJudgement.Of(sent, wanted, held.KeyFingerprint!, trustRoots: null, settings.Clock.GetUtcNow(), issuer);
        if (!found.IsEmpty) return new StepOutcome(step.Id, StepResult.NotDone, LyncDiagnostics.About(step, LyncCertificateMapper.Together(found)));
        var chain = CertificateFile.OrderChain(sent, held.KeyFingerprint!)!.Value;
        var said = await client.AcceptAsync(held, folder, chain, cancellationToken);
        if (said is { Error: null, Word: "keyless" })
        {
            // Nothing can answer it any more.
            _ = await client.FinishAsync(held, folder, isDone: true, cancellationToken);
            return LyncCertificates.NotDone(step, LyncCertificateDiagnostics.WithoutKey, $"The private key of the request for {step.Resource} is not on {held.Member} any more.", "Apply again, which makes another request.");
        }

        return said switch
        {
            { Error: null, Word: "done" } => new StepOutcome(step.Id, StepResult.Applied, Artifact: chain[0].Thumbprint),
            { Error: null, Word: "same" } => new StepOutcome(step.Id, StepResult.AlreadyThere, Artifact: chain[0].Thumbprint),
            _ => LyncCertificates.Failed(step, said, "Import-CsCertificate"),
        };
    }

    private bool IsOnline => step.After!.Get(Certificate.Issuer) == settings.Name;

    private string? Authority => IsOnline ? LyncOptions.AuthorityOf(settings.Options) : null;

    private async Task<StepOutcome> SubmitAsync(LyncMachine machine, LyncRequestNote note, LyncCall call, CancellationToken cancellationToken)
    {
        var said = await client.SubmitAsync(member, folder, machine.Requests.GetValueOrDefault(folder)?.Text ?? "", note, call, cancellationToken);
        if (said is not { Error: null, Word: "done" or "denied" }) return LyncCertificates.Failed(step, said, call.Cmdlet);
        var made = (await client.ReadAsync(member, [folder], cancellationToken)).Requests.GetValueOrDefault(folder);
        if (said.Word == "denied") return await DeniedAsync(made, said, cancellationToken);
        return made is { Fault: null } ? new StepOutcome(step.Id, StepResult.Applied, Artifact: made.Shown)
            : LyncCertificates.NotDone(step, LyncCertificateDiagnostics.NotAsAsked, $"The request that {member} sent for {step.Resource} cannot be told from others: {made?.Fault ?? "it is gone"}.", "Look at Request-CsCertificate -List there.");
    }

    // Given up, or every later run would ask for the answer to it.
    private async Task<StepOutcome> DeniedAsync(LyncRequest? request, LyncSaid said, CancellationToken cancellationToken)
    {
        if (request is not null) _ = await client.FinishAsync(request, folder, isDone: true, cancellationToken);
        var why = LyncDiagnostics.Said(new PowerShell.PowerShellError(said.Text(1), null, null, null, null, null, IsTerminating: true), null);
        return LyncCertificates.NotDone(step, LyncCertificateDiagnostics.DeniedByCa, $"{LyncOptions.AuthorityOf(settings.Options)} denied the request for {step.Resource}: {why}.", "See the CA's log; the next apply makes another request.");
    }

    // The plan saw no request on its way, and this one's answer is in use here: it was in use everywhere, and nobody could note it.
    private bool IsSpent(LyncMachine machine, LyncRequest held) =>
        OutstandingRequest.Of(step.Before?.Resource) is null && held.Accepted is { } accepted && machine.Uses(accepted, LyncUsages.Of(step.After));

    /// <summary>The member's machine, and the request that is held: its own, else that of another member, made when that was the first.</summary>
    private async Task<(LyncMachine Machine, LyncRequest? Held)> FindAsync(CancellationToken cancellationToken)
    {
        var machine = await client.ReadAsync(member, [folder], cancellationToken);
        if (machine.Requests.TryGetValue(folder, out var own) && own.IsOpen(IsOnline)) return (machine, own);
        foreach (var other in LyncCertificateMapper.MembersOf(step.After).Where(other => other != member))
        {
            var there = await client.ReadAsync(other, [folder], cancellationToken);
            if (there.Requests.TryGetValue(folder, out var held) && held.IsOpen(IsOnline)) return (machine, held);
        }

        return (machine, own);
    }
}
