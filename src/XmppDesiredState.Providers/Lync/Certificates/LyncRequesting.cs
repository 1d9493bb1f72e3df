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
        if (held is { Fault: null, IsDone: false } && !IsSpent(machine, held))
        {
            if (held.Note!.Digest == wanted.Digest) return new StepOutcome(step.Id, StepResult.AlreadyThere, Artifact: held.Request!.Pem);
            if (OutstandingRequest.Of(step.Before?.Resource)?.KeyFingerprint != held.Request!.KeyFingerprint) return LyncCertificates.Conflict(step, $"a request for something else is outstanding{(isAnswered ? " and answered" : "")}");
        }

        // Given up for good, whatever becomes of the new one: two of them would be taken for each other.
        if (held is { Fault: null, IsDone: false } && held.Member != member)
        {
            var given = await client.FinishAsync(held, folder, isDone: true, cancellationToken);
            if (given is not { Error: null, Word: "done" }) return LyncCertificates.Failed(step, given, "Giving up the former request");
        }

        var call = LyncCertificateCalls.Request(step.After!, wanted);
        settings.Progress(ProgramText.Clean($"{member}: {LyncCertificateCalls.Summary(call)}"));
        var note = new LyncRequestNote(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), wanted.Digest, settings.Clock.GetUtcNow(), wanted.Names, LyncCertificateMapper.KeyOf(wanted));
        var said = await client.RequestAsync(member, folder, machine.Requests.GetValueOrDefault(folder)?.Text ?? "", note, call, cancellationToken);
        if (said is not { Error: null, Word: "done" }) return LyncCertificates.Failed(step, said, call.Cmdlet);
        var made = LyncRequest.Of(member, note.Write(), said.Text(1), null, isDone: false, static _ => false);
        return made.Fault is not { } fault ? new StepOutcome(step.Id, StepResult.Applied, Artifact: made.Request!.Pem)
            : LyncCertificates.NotDone(step, LyncCertificateDiagnostics.NotAsAsked, $"The request that {member} made for {step.Resource} cannot be used: {fault}.", "See what Request-CsCertificate says there with -Verbose.");
    }

    public async Task<StepOutcome> AcceptAsync(CancellationToken cancellationToken)
    {
        var sent = CertificateFile.Read(step.Artifact ?? OutstandingRequest.Of(step.Before?.Resource)?.Chain ?? "");
        var (machine, held) = await FindAsync(cancellationToken);
        if (held is not { Fault: null })
        {
            return sent.FirstOrDefault(certificate => machine.Uses(certificate.Thumbprint, LyncUsages.Of(step.After))) is { } live
                ? new StepOutcome(step.Id, StepResult.AlreadyThere, Artifact: live.Thumbprint)
                : LyncCertificates.NotDone(step, LyncCertificateDiagnostics.NoRequest, $"No request for {step.Resource} is outstanding{(held is null ? "" : $": {held.Fault}")}.", "Plan again.");
        }

        var issuer = step.After!.Get(Certificate.Issuer) ?? "the issuer";
        var found = CertificateJudgement.Of(sent, wanted, held.Request!.KeyFingerprint, trustRoots: null, settings.Clock.GetUtcNow(), issuer);
        if (!found.IsEmpty) return new StepOutcome(step.Id, StepResult.NotDone, LyncDiagnostics.About(step, LyncCertificateMapper.Together(found)));
        var chain = CertificateFile.OrderChain(sent, held.Request.KeyFingerprint)!.Value;
        var said = await client.AcceptAsync(held, folder, chain, cancellationToken);
        return said switch
        {
            { Error: null, Word: "done" } => new StepOutcome(step.Id, StepResult.Applied, Artifact: chain[0].Thumbprint),
            { Error: null, Word: "same" } => new StepOutcome(step.Id, StepResult.AlreadyThere, Artifact: chain[0].Thumbprint),
            _ => LyncCertificates.Failed(step, said, "Import-CsCertificate"),
        };
    }

    // The plan saw no request on its way, and this one's answer is in use here: it was in use everywhere, and nobody could note it.
    private bool IsSpent(LyncMachine machine, LyncRequest held) =>
        OutstandingRequest.Of(step.Before?.Resource) is null && held.Accepted is { } accepted && machine.Uses(accepted, LyncUsages.Of(step.After));

    /// <summary>The member's machine, and the request that is held: its own, else that of another member, made when that was the first.</summary>
    private async Task<(LyncMachine Machine, LyncRequest? Held)> FindAsync(CancellationToken cancellationToken)
    {
        var machine = await client.ReadAsync(member, [folder], cancellationToken);
        if (machine.Requests.TryGetValue(folder, out var own) && own is { Fault: null, IsDone: false }) return (machine, own);
        foreach (var other in LyncCertificateMapper.MembersOf(step.After).Where(other => other != member))
        {
            var there = await client.ReadAsync(other, [folder], cancellationToken);
            if (there.Requests.TryGetValue(folder, out var held) && held is { Fault: null, IsDone: false }) return (machine, held);
        }

        return (machine, own);
    }
}
