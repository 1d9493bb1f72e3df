using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Commands;

/// <summary>What a partner must configure for us, from the files alone: offline, and safe to mail.</summary>
internal static class PartnerSheetCommand
{
    public static Command Create(Invocation invocation)
    {
        var input = new InputOptions();
        var output = new OutputOptions([OutputFormat.Text, OutputFormat.Markdown]);
        var partner = new Argument<string>("DOMAIN") { Description = "The partner's domain, declared or not." };
        partner.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && DomainName.TryNormalize(token.Value, out _) is { } problem) result.AddError($"{Printable.Short(token.Value, 60)} {problem.Message}. {problem.Fix}");
        });
        var command = new Command("partner-sheet", "Write what a partner must configure for us, to be mailed.");
        command.Arguments.Add(partner);
        input.AddTo(command);
        partner.CompletionSources.Add(input.Suggest(invocation, Partners));
        output.AddTo(command);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, session =>
        {
            var loaded = Loaded.From(session, input.Read(result, invocation.Environment));
            if (loaded.State is not { } state)
            {
                session.Fail(loaded.Findings);
                return Task.FromResult(ExitCode.Failed);
            }

            var domain = DomainName.TryNormalize(result.GetValue(partner)!, out var canonical) is null ? canonical! : "";
            if (state.Gateway.Domains.IsEmpty)
                throw new ProviderException(CommandLineDiagnostics.NoDomainOfOurs.At(state.Gateway.Where, "The files name no domain of ours, so there is nothing to tell a partner.", "Name our XMPP domains under gateway: domains."));
            if (state.Gateway.Domains.Contains(domain, StringComparer.Ordinal))
                throw new ProviderException(CommandLineDiagnostics.OwnDomain.At(null, $"{domain} is a domain of ours.", "Name the domain of a partner."));
            var sheet = PartnerSheet.Of(state, domain, DateOnly.FromDateTime(session.Environment.Clock.GetUtcNow().UtcDateTime));
            session.Outputs.Write(target => target.Format == OutputFormat.Markdown ? PartnerSheetMarkdown.Render(sheet) : PartnerSheetText.Render(sheet));
            Tell(session, sheet);
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    /// <summary>The declared partners, to complete with.</summary>
    public static IEnumerable<CompletionItem> Partners(DesiredState state) =>
        state.Resources.Select(declared => declared.Resource.Id).Where(id => id.Kind == Partner.Kind).Select(id => id.Name).Distinct().Order(StringComparer.Ordinal).Select(domain => new CompletionItem(domain, detail: "partner"));

    // On standard error, which nobody mails.
    private static void Tell(Session session, PartnerSheet sheet)
    {
        ImmutableArray<Diagnostic> findings =
        [
            .. sheet.KeptBack.IsEmpty ? Array.Empty<Diagnostic>()
                : [CommandLineDiagnostics.KeptBack.At(null, $"Not on the sheet, as nobody outside can use it: {string.Join(", ", sheet.KeptBack.Take(20).Select(kept => Printable.Short(kept, 100)))}.",
                    "Declare what the world sees, under gateway: addresses and as targets of the SRV records.")],
            .. !sheet.IsPresumed ? Array.Empty<Diagnostic>()
                : [CommandLineDiagnostics.NegotiationPresumed.At(null, $"The negotiation with {sheet.Theirs[0]} is not declared, so the sheet says what a new partner gets: {sheet.Negotiation}.",
                    "Declare the negotiation of the partner, as the gateway has it.")],
        ];
        if (!findings.IsEmpty) session.Log.Write(new Findings(findings, SourceTexts.None, "Written."));
    }
}
