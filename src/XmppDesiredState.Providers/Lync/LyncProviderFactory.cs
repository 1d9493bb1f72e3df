using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.PowerShell.Connections;
using XmppDesiredState.Providers.Lync.Certificates;
using XmppDesiredState.Resources;
using XmppDesiredState.Scripts;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Lync;

/// <summary><c>lync</c>: Lync Server 2013 and Skype for Business Server 2015 through their own cmdlets.</summary>
public sealed class LyncProviderFactory : IScriptedProviderFactory
{
    public string Type => "lync";

    public string Summary => "Partners, policies, settings, services and certificates of Lync Server 2013 and Skype for Business Server 2015, through PowerShell.";

    public ImmutableArray<Field> Options => LyncOptions.All;

    public ImmutableArray<Capability> Capabilities => LyncCapabilities.All;

    public ImmutableArray<Capability> CapabilitiesOf(ProviderDeclaration declaration) =>
        LyncOptions.WithinOf(declaration.Options) == TimeSpan.Zero ? [.. Capabilities.Select(capability => capability.Without(Operation.Settle))] : Capabilities;

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => [.. LyncDiagnostics.All, .. LyncCertificateDiagnostics.All, .. LyncScriptDiagnostics.All];

    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration)
    {
        var where = declaration.Spans.GetValueOrDefault(LyncOptions.Connection.Name) ?? declaration.Where;
        if (LyncOptions.ConnectionOf(declaration.Options) is { } connection)
        {
            foreach (var finding in ConnectionCheck.Check(connection, $"connection of {declaration.Name}", where)) yield return finding;
        }

        where = declaration.Spans.GetValueOrDefault(LyncOptions.Machines.Name) ?? declaration.Where;
        foreach (var (machine, own) in LyncOptions.MachinesOf(declaration.Options))
        {
            if (LyncServices.ProblemOf(machine) is { } problem) yield return LyncDiagnostics.BadOptions.At(where, $"machines of {declaration.Name} has '{machine}', which {problem}.", "Write the fully qualified name of the machine.");
            foreach (var finding in ConnectionCheck.Check(own, $"machine {machine} of {declaration.Name}", where)) yield return finding;
        }

        if (LyncOptions.ProgramOf(declaration.Options) is [""] or ["", ..])
            yield return LyncDiagnostics.BadOptions.At(declaration.Spans.GetValueOrDefault(LyncOptions.Program.Name) ?? declaration.Where, $"powershell of {declaration.Name} begins with an empty text.", "Begin the list with the program.");
    }

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all)
    {
        // Of others' certificates it is asked as their issuer.
        if (!all.Providers.TryGetValue(declared.Provider, out var declaration) || declaration.Type != Type)
            return declared.Resource.Id.Kind == Certificate.Kind ? LyncCertificateRules.Issuer(declared, null, all).Select(finding => finding with { Address = declared.Address.ToString() }) : [];
        var findings = declared.Resource.Id.Kind == Certificate.Kind ? LyncCertificateRules.Of(declared, declaration, all)
            : declared.Resource.Id.Kind == Service.Kind ? LyncRules.Service(declared, declaration)
            : LyncRules.Emptied(declared).Concat(declared.Resource.Id.Kind == Partner.Kind ? LyncRules.Negotiation(declared) : []);
        return findings.Select(finding => finding with { Address = declared.Address.ToString() });
    }

    public string Language => "powershell";

    public string WriteReading(ScriptSubject subject) => LyncReadingScript.Write(subject);

    public Script Write(ScriptSubject subject, ScriptedPlan plan) => LyncStepsScript.Write(subject, plan);

    public ScriptResult? Read(ReadOnlyMemory<byte> content, string file) => LyncResultFile.Read(content, file);

    public IProvider Create(ProviderSettings settings) => new LyncProvider(settings);
}
