using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.PrivateCa;

/// <summary>An issuer that is a key in a folder.</summary>
internal sealed class PrivateCaProvider(PrivateCaClient client, PrivateCaOptions options, TimeProvider clock, string target) : IProvider
{
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    public Resource Normalize(Resource desired) => desired;

    public Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken) => Task.Run(() => Observe(scope), cancellationToken);

    public async IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<Step> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await RunAsync(step, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Observation Observe(Scope scope)
    {
        if (scope.Kind != Certificate.Kind) throw new ProviderException(PrivateCaDiagnostics.CannotKeep(scope.Kind));
        CertificateAuthority? authority = null;
        var notes = ImmutableArray<Diagnostics.Diagnostic>.Empty;
        try
        {
            authority = client.Read();
        }
        catch (ProviderException problem)
        {
            // It cannot tell what it issued; whether that matters shows when something is to be issued.
            notes = [problem.Diagnostic with { Severity = Diagnostics.Severity.Warning }];
        }

        return new Observation([.. scope.Declared.OrderBy(declared => declared.Id).Select(declared => Observe(declared, authority))], SawUnlisted: false, target, notes);
    }

    private ObservedResource Observe(Resource declared, CertificateAuthority? authority)
    {
        var next = OutstandingRequest.Of(declared);
        var issued = authority is null || next is not { Chain: null } ? null : client.Issued(authority, next.KeyFingerprint).FirstOrDefault();
        var slot = issued is null ? next : next! with { Chain = PrivateCaMapper.Chain(issued, authority!) };
        var resource = new Resource(declared.Id).With(Certificate.Next.Name, slot is null ? Values.Value.Cleared.Instance : slot.ToValue());
        return new ObservedResource(resource, issued?.Thumbprint ?? "none");
    }

    private async Task<StepOutcome> RunAsync(Step step, CancellationToken cancellationToken)
    {
        try
        {
            if (step.Resource.Kind != Certificate.Kind || step.Operation != Operation.Issue || step.After is null)
                return Failed(step, PrivateCaDiagnostics.Unsupported, $"{step.Operation} of {step.Resource} is nothing a private CA does.", "Name it as issuer of a certificate on another provider.");
            using var held = await client.LockAsync(cancellationToken);
            return held is null
                ? Failed(step, PrivateCaDiagnostics.Busy, $"Another process uses the CA, so {step.Resource} was not issued.", "Try again.") with { RetryAfter = BusyPause }
                : Issue(step, WantedCertificate.Of(step.After));
        }
        catch (ProviderException problem)
        {
            return new StepOutcome(step.Id, StepResult.NotDone, PrivateCaDiagnostics.About(step, problem.Diagnostic));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Failed(step, PrivateCaDiagnostics.NotWritten, $"{step.Resource} was not issued: {problem.Message.TrimEnd('.')}.", "Check the disk and the permissions of the folder.");
        }
    }

    private StepOutcome Issue(Step step, WantedCertificate wanted)
    {
        if (SigningRequest.Read(step.Artifact ?? OutstandingRequest.Of(step.Before?.Resource)?.Request ?? "") is not { } request)
            return Failed(step, PrivateCaDiagnostics.BadRequest, $"The request for {step.Resource} cannot be read, or its signature does not fit its key.", "Plan again, so that a new request is made.");
        if (wanted.Names.IsEmpty || wanted.Ask.Any(usage => UsageNames.ToOid(usage) is null))
            return Failed(step, PrivateCaDiagnostics.BadRequest, $"{step.Resource} has no names, or a usage that does not exist.", "Correct its names and extendedKeyUsage.");
        if (PrivateCaMapper.Beyond(request, wanted) is { IsEmpty: false } beyond)
            return Failed(step, PrivateCaDiagnostics.TooMuch, $"The request for {step.Resource} asks for more than was planned: {string.Join(", ", beyond)}.", "Plan again, so that a new request is made.");
        if ((client.Read() ?? (options.Create ? client.Create() : null)) is not { } authority)
            return Failed(step, PrivateCaDiagnostics.NoAuthority, $"There is no CA to issue {step.Resource}: ca.pem is missing.", "Set create: true, or put a CA there.");
        var now = clock.GetUtcNow();
        var own = authority.Certificate.Installed;
        if (now < own.NotBefore || now >= own.NotAfter)
            return Failed(step, PrivateCaDiagnostics.Ended, $"The CA {own.Subject} is valid from {InstalledCertificate.Format(own.NotBefore)} to {InstalledCertificate.Format(own.NotAfter)} only.", "Make a new CA, and check the clock.");

        ImmutableArray<string> names = PrivateCaMapper.NamesFor(request, wanted);
        if (client.Issued(authority, request.KeyFingerprint).FirstOrDefault(leaf => PrivateCaMapper.IsSame(leaf, names, wanted.Ask)) is { } issued)
            return new StepOutcome(step.Id, StepResult.AlreadyThere, Artifact: PrivateCaMapper.Chain(issued, authority));
        var made = CertificateFile.Read(authority.Issue(request, names, wanted.Ask, options.Lifetime, now))[0];
        client.Keep(made);
        return new StepOutcome(step.Id, StepResult.Applied, Artifact: PrivateCaMapper.Chain(made, authority));
    }

    private static StepOutcome Failed(Step step, Diagnostics.DiagnosticDescriptor descriptor, string summary, string fix) =>
        new(step.Id, StepResult.NotDone, PrivateCaDiagnostics.About(step, descriptor, summary, fix));
}
