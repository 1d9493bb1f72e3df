using System.Runtime.CompilerServices;
using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Programs;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.CommandIssuer;

/// <summary>Has a declared program obtain certificates: request in, chain out.</summary>
internal sealed class CommandIssuerProvider(ProviderSettings settings) : IProvider
{
    // sysexits.h: a temporary failure, the request shall be made again later.
    private const int TemporaryFailure = 75;
    private const int LinesShown = 5;

    private readonly CommandIssuerClient client = new(settings);

    public Resource Normalize(Resource desired) => desired;

    /// <summary>Only asking shows whether a CA has answered, so what is outstanding is reported as it is.</summary>
    public Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken)
    {
        if (scope.Kind != Certificate.Kind) throw new ProviderException(CommandIssuerDiagnostics.Unsupported.At(null, $"An issuer has no {scope.Kind.Name}.", "Name a provider that has."));
        var outstanding = from declared in scope.Declared
                          where OutstandingRequest.Of(declared) is not null
                          orderby declared.Id
                          select new ObservedResource(new Resource(declared.Id).With(Certificate.Next.Name, declared[Certificate.Next]!), "");
        return Task.FromResult(new Observation([.. outstanding], SawUnlisted: false, $"command-issuer {client.Program}", []));
    }

    public async IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<Step> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One after the other: clients keep an account and a lock.
        foreach (var step in steps) yield return await IssueAsync(step, cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<StepOutcome> IssueAsync(Step step, CancellationToken cancellationToken)
    {
        if (step.Resource.Kind != Certificate.Kind || step.Operation != Operation.Issue) return NotDone(step, CommandIssuerDiagnostics.CannotDo(step));
        if (!settings.AllowPrograms) return NotDone(step, CommandIssuerDiagnostics.ForbiddenFor(step));
        var pem = step.Artifact ?? OutstandingRequest.Of(step.Before?.Resource)?.Request;
        if (pem is null || SigningRequest.Read(pem) is not { } request) return NotDone(step, CommandIssuerDiagnostics.NoRequestFor(step));
        settings.Progress($"{step.Resource}: {client.Program} asks for the certificate");
        try
        {
            return Outcome(step, await client.AskAsync(WantedCertificate.Of(step.After), pem, cancellationToken), request.KeyFingerprint);
        }
        catch (ProviderException problem)
        {
            return NotDone(step, CommandIssuerDiagnostics.About(step, problem.Diagnostic));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return NotDone(step, CommandIssuerDiagnostics.FailedFor(step, "the request could not be laid into a temporary folder: " + problem.Message.TrimEnd('.')));
        }
    }

    private StepOutcome Outcome(Step step, CommandIssuerAnswer answer, string keyFingerprint)
    {
        string Said(ProgramErrors errors) => errors.LastLines(LinesShown, answer.Secrets).TrimEnd('.');
        string With(string what, ProgramErrors errors) => Said(errors) is { Length: > 0 } said ? $"{client.Program} {what}: {said}" : $"{client.Program} {what}";
        return answer.Result switch
        {
            ProgramResult.Ended { ExitCode: 0 } => answer.Content is { } content && CommandIssuerMapper.Chain(content, keyFingerprint) is { } chain
                ? new StepOutcome(step.Id, StepResult.Applied, Artifact: chain)
                : NotDone(step, CommandIssuerDiagnostics.NoCertificateFor(step, answer.Where)),
            ProgramResult.Ended { ExitCode: TemporaryFailure } later => new StepOutcome(step.Id, StepResult.Waiting, CommandIssuerDiagnostics.NotAnsweredFor(step, Said(later.Errors))),
            ProgramResult.Ended ended => NotDone(step, CommandIssuerDiagnostics.FailedFor(step, With($"ended with exit code {ended.ExitCode}", ended.Errors))),
            ProgramResult.NotStarted not => NotDone(step, CommandIssuerDiagnostics.FailedFor(step, $"{client.Program} {not.Why}")),
            ProgramResult.TimedOut late => Unknown(step, With($"did not end within {Duration.Format(client.Timeout)}", late.Errors)),
            ProgramResult.TooMuchOutput loud => Unknown(step, With($"printed more than {ProgramCall.UsualLimit} bytes", loud.Errors)),
            _ => Unknown(step, $"{client.Program} ended in an unknown way"),
        };
    }

    private static StepOutcome NotDone(Step step, Diagnostic why) => new(step.Id, StepResult.NotDone, why);

    private static StepOutcome Unknown(Step step, string what) => new(step.Id, StepResult.Unknown, CommandIssuerDiagnostics.UncertainFor(step, what));
}
