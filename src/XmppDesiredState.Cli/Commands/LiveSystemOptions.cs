using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Export;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Telemetry;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Reads the live system behind a declared provider, for the commands that write it down.</summary>
internal sealed class LiveSystemOptions
{
    private readonly InputOptions input = new();
    private readonly Option<TimeSpan?> timeout = DurationOption.Create("--timeout", "Longest time of one call of the provider; 30s unless given.");
    private readonly Option<bool> noPrograms = new("--no-exec") { Description = "Start no program that the files declare." };

    public void AddTo(Command command)
    {
        input.AddTo(command);
        command.Options.Add(timeout);
        command.Options.Add(noPrograms);
    }

    /// <summary>Completes with the providers that the files declare.</summary>
    public Func<CompletionContext, IEnumerable<CompletionItem>> Providers(Invocation invocation) =>
        input.Suggest(invocation, state => state.Providers.Values.Select(provider => new CompletionItem(provider.Name, detail: provider.Type)));

    /// <summary>Null, and told: there is no file, or not the whole of the system could be read, and half of it would look like all of it.</summary>
    public async Task<ExportedState?> ReadAsync(Session session, Invocation invocation, ParseResult result, string provider)
    {
        var loaded = new Loaded(Loaded.Read(session, input.Read(result, invocation.Environment)), null);
        if (loaded.Load.State is not { } declared)
        {
            session.Fail(loaded.Findings);
            return null;
        }

        var request = new ExportInput(declared, Known(session, declared, provider), result.GetValue(timeout) ?? PlanOptions.None.Timeout, !result.GetValue(noPrograms),
            line => session.Log.Write(LogLevel.Info, line));
        using var span = Instruments.Begin("export");
        var state = await session.TimeAsync("export", () => session.Engine.ExportAsync(request, invocation.Stop));
        if (state.CanBeWritten) return state;
        session.Fail(new Findings([.. state.Unreadable, .. Refusals(state)], SourceTexts.None, ""));
        return null;
    }

    /// <summary>The file says all that can be declared; whoever reads it must hear what it does not say.</summary>
    public static int Tell(Session session, ExportedState state)
    {
        if (!state.Skipped.IsEmpty) session.Log.Write(LogLevel.Info, $"Not exported: {string.Join(", ", state.Skipped.Select(kind => kind.Name + " resources"))}; issuers and members cannot be read from a live system.");
        foreach (var code in state.Resources.SelectMany(declared => declared.Accept.Select(accepted => (accepted.Code, declared.Address))).GroupBy(accepted => accepted.Code).OrderBy(group => group.Key, StringComparer.Ordinal))
            session.Log.Write(LogLevel.Warn, $"{code.Key} is accepted as exported at {Words.Count(code.Count(), "resource")}, the first {code.First().Address.Id}: see xmppstate explain {code.Key}.");
        ImmutableArray<Diagnostic> findings = [.. state.LeftOut.Select(Finding), .. state.Findings];
        if (!findings.IsEmpty) session.Fail(new Findings(findings, SourceTexts.None, "Exported."));
        return state.Findings.Any(finding => finding.Severity == Severity.Error) ? ExitCode.Failed : ExitCode.Done;
    }

    private static string Known(Session session, DesiredState declared, string provider)
    {
        if (declared.Providers.ContainsKey(provider)) return provider;
        var names = declared.Providers.Keys.ToList();
        var isType = session.Engine.Factories.Any(factory => factory.Type == provider);
        var cure = isType ? $" {provider} is a type of provider: declare one of it under providers, in a file named with -f; xmppstate providers {provider} lists its options."
            : names.Count == 0 ? " Declare it under providers, in a file named with -f." : $" Declared are {string.Join(", ", names)}.";
        throw new ProviderException(CommandLineDiagnostics.UnknownProvider.At(null, $"There is no provider {provider}.", (Suggestion.For(provider, names) + cure).TrimStart()));
    }

    private static IEnumerable<Diagnostic> Refusals(ExportedState state)
    {
        if (state.Kinds.IsEmpty) yield return CommandLineDiagnostics.NothingToExport.At(null, $"{state.Provider.Name}, of type {state.Provider.Type}, holds nothing that can be exported.", "Name a provider of partners, policies, settings or SRV records.");
        foreach (var kind in state.Unlistable)
            yield return CommandLineDiagnostics.NotListed.At(null, $"{state.Provider.Name} cannot list its {kind.Name} resources, so what it has is not known.", "Give it the rights to list them: see the README of its type.");
    }

    private static Diagnostic Finding(LeftOut left) => CommandLineDiagnostics.NotDeclarable.At(null,
        $"{left.Id} cannot be declared{(left.Attribute is null ? "" : " whole")}: {(left.Attribute is null ? "it" : $"its {left.Attribute.Name}")} {left.Why.TrimEnd('.')}.",
        left.IsAcknowledged ? "It is acknowledged in the file, and left alone; mend it on the live system." : left.Attribute is null ? "It is not in the file; mend it on the live system." : $"{left.Attribute.Name} is not in the file, and left alone.");
}
