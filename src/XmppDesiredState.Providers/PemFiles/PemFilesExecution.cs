using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>One step, under the folder's lock: what is there is read again and compared with what the plan saw before anything is written.</summary>
internal sealed class PemFilesExecution(PemFilesClient client, PemFilesOptions options, ProviderSettings settings)
{
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    public async Task<StepOutcome> RunAsync(Step step, CancellationToken cancellationToken)
    {
        try
        {
            if (Refusal(step) is { } why) return Failed(step, PemFilesDiagnostics.CannotDo(step, why));
            var password = await PasswordAsync(step, cancellationToken);
            if (password is { IsEmpty: true })
                return Failed(step, PemFilesDiagnostics.About(step, PemFilesDiagnostics.EmptyPassword, $"The password for {step.Resource} is empty: {options.PfxPassword?.Reference}.", "Give it a content."));
            using var held = await client.LockAsync(cancellationToken);
            if (held is null) return new StepOutcome(step.Id, StepResult.NotDone, PemFilesDiagnostics.BusyFor(step), BusyPause);
            return step.Operation switch
            {
                Operation.Request => Request(step),
                Operation.Accept => Accept(step),
                Operation.Install => new Installation(client, options, step, password).Install(),
                _ => new Installation(client, options, step, password).Restore(),
            };
        }
        catch (ProviderException problem)
        {
            return Failed(step, PemFilesDiagnostics.About(step, problem.Diagnostic));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Failed(step, PemFilesDiagnostics.NotWrittenFor(step, problem.Message));
        }
    }

    private static string? Refusal(Step step)
    {
        if (step.Resource.Kind != Certificate.Kind) return $"certificate files do not keep the kind {step.Resource.Kind.Name}";
        if (!PemFilesProviderFactory.Operations.Contains(step.Operation)) return "certificate files do not have this operation";
        if (step.After is null) return "the step does not say what is wanted";
        if (step.Member is null) return "the step names no member";
        if (step.Operation is Operation.Install or Operation.Restore && Installation.Wanted(step) is null) return "the step does not say which certificate to put in place";
        return null;
    }

    private async ValueTask<ReadOnlyMemory<char>?> PasswordAsync(Step step, CancellationToken cancellationToken)
    {
        if (options.PfxPassword is not { } secret || step.Operation is not (Operation.Install or Operation.Restore)) return null;
        return await settings.Reveal(secret.Reference, cancellationToken);
    }

    private StepOutcome Request(Step step)
    {
        var name = step.Resource.Name;
        var wanted = WantedCertificate.Of(step.After);
        var members = PemFilesMapper.MembersOf(step.After);
        if (Problems(step, wanted).FirstOrDefault() is { } problem) return Failed(step, problem);
        var next = client.ReadNext(name, members);
        // Installed everywhere and not tidied up: no answer to a renewal.
        if (next?.Accepted is { } accepted && members.All(member => client.ReadLive(name, member)?.Thumbprint == accepted.Thumbprint))
        {
            PemFilesClient.Finish(next);
            next = null;
        }

        if (next is not null && next.Request.Digest == wanted.Digest) return Outcome(step, StepResult.AlreadyThere, next.Request.Request);
        if (next is not null && OutstandingRequest.Of(step.Before?.Resource)?.KeyFingerprint != next.Request.KeyFingerprint)
            return new StepOutcome(step.Id, StepResult.Conflict, PemFilesDiagnostics.ChangedSince(step, "has a request for something else outstanding"));

        var key = KeyPair.Create(wanted.Algorithm, wanted.KeySize);
        var pem = SigningRequest.Create(key, wanted, options.SrvNames ? wanted.Names : []);
        // The plan saw the request that is given up here.
        if (next is not null) RequestFolder.Delete(next.Folder);
        client.WriteNext(name, step.Member!, wanted.Digest, settings.Clock.GetUtcNow(), key, pem);
        return Outcome(step, StepResult.Applied, pem);
    }

    private StepOutcome Accept(Step step)
    {
        var name = step.Resource.Name;
        var members = PemFilesMapper.MembersOf(step.After);
        var sent = CertificateFile.Read(step.Artifact ?? OutstandingRequest.Of(step.Before?.Resource)?.Chain ?? "");
        if (client.ReadNext(name, members) is not { } next)
        {
            return client.ReadLive(name, step.Member!)?.Usable is { } live && sent.Any(certificate => certificate.Thumbprint == live.Thumbprint)
                ? Outcome(step, StepResult.AlreadyThere, live.Thumbprint)
                : Failed(step, PemFilesDiagnostics.About(step, PemFilesDiagnostics.NoRequest, $"No request for {step.Resource} is outstanding.", "Plan again."));
        }

        var issuer = step.After!.Get(Certificate.Issuer) ?? "the issuer";
        var found = CertificateJudgement.Of(sent, WantedCertificate.Of(step.After), next.Request.KeyFingerprint, client.ReadTrust(), settings.Clock.GetUtcNow(), issuer);
        if (!found.IsEmpty) return Failed(step, PemFilesDiagnostics.About(step, Together(found)));
        var chain = new KeyedChain(CertificateFile.OrderChain(sent, next.Request.KeyFingerprint)!.Value, next.Key);
        if (next.Accepted is { } held && held.Chain.SequenceEqual(chain.Chain)) return Outcome(step, StepResult.AlreadyThere, chain.Thumbprint);
        RequestFolder.WriteChain(next, chain);
        return Outcome(step, StepResult.Applied, chain.Thumbprint);
    }

    private static IEnumerable<Diagnostic> Problems(Step step, WantedCertificate wanted) => PemFilesCheck.Usages(wanted.Ask)
        .Concat(PemFilesCheck.Key(wanted.Algorithm, wanted.KeySize)).Select(problem => PemFilesDiagnostics.About(step, problem.Descriptor, problem.Summary, problem.Fix));

    // An outcome has one diagnostic: the first one's code, everybody's words.
    private static Diagnostic Together(ImmutableArray<Diagnostic> found) => found[0] with
    {
        Summary = string.Join(' ', found.Select(diagnostic => diagnostic.Summary)),
        Fix = string.Join(' ', found.Select(diagnostic => diagnostic.Fix).Distinct(StringComparer.Ordinal)),
    };

    private static StepOutcome Outcome(Step step, StepResult result, string artifact) => new(step.Id, result, Artifact: artifact);

    private static StepOutcome Failed(Step step, Diagnostic why) => new(step.Id, StepResult.NotDone, why);
}
