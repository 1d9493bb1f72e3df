using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Programs;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.CommandIssuer;

/// <summary><c>command-issuer</c>: certificates by a program such as an ACME client.</summary>
public sealed class CommandIssuerProviderFactory : IProviderFactory
{
    public string Type => "command-issuer";

    public string Summary => "Has a declared program (an ACME client, openssl ca) answer certificate requests.";

    public ImmutableArray<Field> Options => [CommandIssuerOptions.Run, CommandIssuerOptions.Chain, CommandIssuerOptions.Environment, CommandIssuerOptions.Timeout, CommandIssuerOptions.Folder,
        CommandIssuerOptions.LeadTime];

    public ImmutableArray<Capability> Capabilities { get; } = [new(Certificate.Kind, [Operation.Issue], [Certificate.Next])];

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => CommandIssuerDiagnostics.All;

    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration)
    {
        Diagnostic Bad(Field option, string what, string fix) =>
            CommandIssuerDiagnostics.BadOptions.At(declaration.Spans.GetValueOrDefault(option.Name) ?? declaration.Where, what, fix);
        var run = Get(declaration, CommandIssuerOptions.Run) is { IsDefault: false } words ? words : [];
        if (run is [] or ["", ..]) yield return Bad(CommandIssuerOptions.Run, $"run of {declaration.Name} names no program.", "Begin the list with the program.");
        foreach (var problem in run.Select(word => ArgumentTemplate.Problem(word, CommandIssuerMapper.Placeholders)).OfType<string>())
            yield return Bad(CommandIssuerOptions.Run, $"An item of run of {declaration.Name} {problem}.", "Correct the item; {{ and }} stand for braces.");
        if (Get(declaration, CommandIssuerOptions.Chain) is { } chain && ArgumentTemplate.Problem(CommandIssuerMapper.ChainTemplate(chain, declaration.Folder), CommandIssuerMapper.ChainPlaceholders) is { } wrong)
            yield return Bad(CommandIssuerOptions.Chain, $"chain of {declaration.Name} {wrong}.", "Correct the path; {{ and }} stand for braces.");
        foreach (var name in Get(declaration, CommandIssuerOptions.Environment)?.Keys.Where(name => name.Length == 0 || name.AsSpan().ContainsAny('=', '\0')) ?? [])
            yield return Bad(CommandIssuerOptions.Environment, $"environment of {declaration.Name} has a name that no variable can have: '{ProgramText.Clean(name)}'.", "Name it without an equals sign.");
    }

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all) => [];

    public IProvider Create(ProviderSettings settings) => new CommandIssuerProvider(settings);

    private static T? Get<T>(ProviderDeclaration declaration, Field<T> option) =>
        declaration.Options.TryGetValue(option.Name, out var raw) && raw is not Value.Cleared && option.Type.TryRead(raw, out T? value, out _) ? value : default;
}
