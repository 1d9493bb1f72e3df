using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Telemetry;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Looks at the federation as the world sees it, ours and partners', and says of each domain whether it works. Writes to no live system.</summary>
internal sealed class VerifyCommand
{
    private readonly Invocation invocation;
    private readonly InputOptions input = new();
    private readonly StoreOptions opening = new();
    private readonly VerifyOptions looking = new();
    private readonly OutputOptions output = new(OutputOptions.OfReports);
    private readonly Argument<string[]> named = new("DOMAIN")
    {
        Description = "Only these domains, declared or not; all that the files declare unless given.",
        Arity = ArgumentArity.ZeroOrMore,
        Validators = { CheckDomains },
    };

    private readonly Option<string> scope = new("--scope") { Description = "Whose domains: ours, partners or all.", DefaultValueFactory = _ => "all" };

    private readonly Option<bool> allowLocalStore = new("--allow-local-store") { Description = "In CI: the run store inside the checkout outlives the runner." };

    private VerifyCommand(Invocation invocation) => this.invocation = invocation;

    public static Command Create(Invocation invocation)
    {
        var verify = new VerifyCommand(invocation);
        var command = new Command("verify", "Say whether federation would work right now, and if not, why. Exits with 2 when a domain cannot work.");
        command.Arguments.Add(verify.named);
        verify.input.AddTo(command);
        verify.opening.AddTo(command);
        verify.scope.AcceptOnlyFromAmong("ours", "partners", "all");
        command.Options.Add(verify.scope);
        command.Options.Add(verify.allowLocalStore);
        verify.looking.AddTo(command);
        verify.output.AddTo(command);
        verify.named.CompletionSources.Add(verify.input.Suggest(invocation, state => state.Gateway.Domains.Select(domain => new CompletionItem(domain, detail: "ours")).Concat(PartnerSheetCommand.Partners(state))));
        command.Validators.Add(verify.Check);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, verify.output, verify.RunAsync));
        return command;
    }

    private async Task<int> RunAsync(Session session)
    {
        var loaded = Loaded.From(session, input.Read(session.Result, invocation.Environment));
        if (loaded.State is not { } state)
        {
            session.Fail(loaded.Findings);
            return ExitCode.Of(ExitColumn.Verify, new Outcome { FileErrors = true });
        }

        if (state.Gateway.Domains.IsEmpty)
            throw new ProviderException(CommandLineDiagnostics.NoDomainOfOurs.At(state.Gateway.Where, "The files name no domain of ours, and streams are opened as one of them.", "Name our XMPP domains under gateway: domains."));
        await using var store = loaded.OpenRunStore(session, opening.AllowsPrograms(session.Result));
        if (store is null) return ExitCode.Of(ExitColumn.Verify, new Outcome { FileErrors = true });
        session.Outputs.CheckFolders();
        var (peers, settings) = (Peers(session, state), await looking.ReadAsync(session, invocation.Stop));
        var result = await JudgeAsync(session, state, peers, settings, store);
        var code = ExitCode.Of(ExitColumn.Verify, new Outcome { ChecksFailed = result.Summary.CannotWork });
        session.Outputs.Write(() => VerifyReport.Of(result, code, loaded.File), target => target.Format switch
        {
            OutputFormat.Json => VerifyJson.Render(result),
            OutputFormat.Markdown => VerifyMarkdown.Render(result),
            _ => VerifyText.Render(result, session.Outputs.InkOf(target)),
        });
        return code;
    }

    private ImmutableArray<VerifyPeer> Peers(Session session, DesiredState state) => session.Result.GetValue(named) is { Length: > 0 } domains
        ? VerifyPeers.Of(state, domains.Select(Canonical).OfType<string>())
        : VerifyPeers.Of(state, Enum.Parse<VerifyScope>(session.Result.GetValue(scope)!, ignoreCase: true));

    private async Task<VerifyResult> JudgeAsync(Session session, DesiredState state, ImmutableArray<VerifyPeer> peers, VerifySettings settings, IRunStore store)
    {
        var environment = session.Environment;
        var progress = new VerifyProgress(session.Log, session.DrawsProgress, peers.Length);
        using var span = Instruments.Begin("verify");
        var verdicts = await session.TimeAsync("verify", () =>
            session.Engine.VerifyAsync(peers, state.Gateway.Domains, settings, session.Log.Shows(LogLevel.Info) ? progress.Ended : null, invocation.Stop));
        progress.Clear();
        var (history, problem) = await store.FoldHistoryAsync(history => Remember(history, verdicts), invocation.Stop);
        var forgetting = session.Result.GetValue(allowLocalStore) ? null : LocalStore.Forgetting(environment, state.RunStore, store.Location);
        var silent = state.OfKind(Partner.Kind).Where(partner => !partner.Absent && !partner.Resource.TryGet(Partner.Negotiation, out _)).Select(partner => partner.Resource.Id.Name).ToHashSet(StringComparer.Ordinal);
        return VerifyResult.Of(state.Name, session.Result.GetValue(named) is { Length: > 0 } ? "named" : session.Result.GetValue(scope)!, environment.Clock.GetUtcNow(),
            verdicts.Select(verdict => new VerifiedDomain(verdict, IsDeclared(verdict) ? history?.Domains.GetValueOrDefault(verdict.Peer.Domain) : null, IsDeclared(verdict) ? null : PartnerItem.Of(verdict))
            { IsPresumed = verdict.Peer.Partner is { } partner && silent.Contains(partner), Where = WhereOf(state, verdict.Peer) }),
            [.. new[] { problem, forgetting }.OfType<Diagnostic>()]);
    }

    // Of a domain that two gateways declare differently, the weaker verdict.
    private static VerdictHistory Remember(VerdictHistory history, ImmutableArray<PeerVerdict> verdicts) => verdicts.Where(IsDeclared).GroupBy(verdict => verdict.Peer.Domain, StringComparer.Ordinal)
        .Select(same => same.MinBy(verdict => verdict.Kind switch { VerdictKind.CannotWork => 0, VerdictKind.CannotTell => 1, _ => 2 })!)
        .Aggregate(history, (kept, verdict) => kept.With(verdict.Peer.Domain, verdict.Kind switch
        {
            VerdictKind.Works => PastVerdict.Works,
            VerdictKind.CannotWork => PastVerdict.CannotWork,
            _ => PastVerdict.CannotTell,
        }, verdict.Seen.At));

    private static SourceSpan? WhereOf(DesiredState state, VerifyPeer peer) => peer.IsOurs ? state.Gateway.Where
        : peer.Partner is null ? null : state.OfKind(Partner.Kind).FirstOrDefault(partner => !partner.Absent && partner.Resource.Id.Name == peer.Partner)?.Where;

    private static bool IsDeclared(PeerVerdict verdict) => verdict.Peer.IsOurs || verdict.Peer.Partner is not null;

    private static string? Canonical(string written) => DomainName.TryNormalize(written, out var domain) is null ? domain : null;

    private static void CheckDomains(ArgumentResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (DomainName.TryNormalize(token.Value, out _) is { } problem) result.AddError($"{Printable.Short(token.Value, 60)} {problem.Message}. {problem.Fix}");
        }
    }

    // What stands in the environment is for every command, and not said of this one.
    private void Check(CommandResult result)
    {
        if (result.GetResult(named) is { Tokens.Count: > 0 } && result.GetResult(scope) is { Implicit: false } && !invocation.FromEnvironment.Contains(EnvironmentOptions.NameOf(scope)))
            result.AddError("--scope says which domains where none is named: leave it out, or the domains.");
    }
}
