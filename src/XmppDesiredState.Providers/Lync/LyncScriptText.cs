using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using XmppDesiredState.Resources;
using XmppDesiredState.Scripts;

namespace XmppDesiredState.Providers.Lync;

/// <summary>The parts that both scripts are made of.</summary>
internal static class LyncScriptText
{
    /// <summary>What is read beside the kinds: whose configuration store this is, and what the topology says of XMPP.</summary>
    public const string Store = "store", Replicas = "replicas", Sites = "sites", EdgePools = "edge-pools";

    /// <summary>The member of the result by which its format is known, and its version.</summary>
    public const string Format = "xmppstate-lync", FormatVersion = "1";

    private const string Shell = "Run it in the Management Shell of a Front End server (Lync Server 2013 or Skype for Business Server 2015)";

    /// <param name="what">One sentence: what the script does.</param>
    /// <param name="right">Who may run it.</param>
    /// <param name="rows">Name and value, one a line.</param>
    public static StringBuilder Head(ScriptSubject subject, string what, string right, params ReadOnlySpan<(string Name, string Value)> rows)
    {
        var text = new StringBuilder();
        Line(text, $"# Made by xmppstate {PowerShellText.Comment(subject.Version)} in the language of Windows PowerShell 3.0. {what}");
        Line(text, "#");
        Row(text, "Deployment", subject.Deployment);
        Row(text, "Provider", subject.Provider.Name);
        foreach (var (name, value) in rows) Row(text, name, value);
        Line(text, "#");
        Line(text, $"# {Shell},");
        Line(text, $"# {right}");
        return text;
    }

    public static void Row(StringBuilder text, string name, string value) => Line(text, $"#   {name,-14} {PowerShellText.Comment(value)}");

    public static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    /// <summary>The start of the code: parameters, what comes back, and what both scripts know how to do.</summary>
    /// <param name="attribute">Of the script: what it supports.</param>
    /// <param name="file">Name of the result, unless another is given.</param>
    /// <param name="secrets">Whether a passphrase is asked for.</param>
    /// <param name="parts">Names of scripts of ours that are part of it.</param>
    public static void Begin(StringBuilder text, ScriptSubject subject, string attribute, string file, bool secrets, (string Id, string Digest)? plan, params ReadOnlySpan<string> parts)
    {
        Line(text, "#requires -Version 3.0");
        Line(text, attribute);
        Line(text, "param(");
        if (secrets)
        {
            Line(text, "    # The dialback passphrase; asked for where it is not given.");
            Line(text, "    [Security.SecureString]$DialbackPassphrase,");
        }

        Line(text, "    # Where the result is written.");
        Line(text, $"    [string]$ResultFile = {PowerShellText.Literal(file)}");
        Line(text, ")");
        Line(text, "$ErrorActionPreference = 'Stop'");
        Line(text, "$ResultFile = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($ResultFile)");
        Line(text, "$result = @{");
        Line(text, $"    Format = '{Format}'; FormatVersion = '{FormatVersion}'");
        Line(text, $"    Deployment = {PowerShellText.Literal(subject.Deployment)}; Provider = {PowerShellText.Literal(subject.Provider.Name)}");
        if (plan is var (id, digest)) Line(text, $"    Plan = {PowerShellText.Literal(id)}; ChangeDigest = {PowerShellText.Literal(digest)}");
        Line(text, "    Machine = [Environment]::MachineName; By = [Environment]::UserDomainName + '\\' + [Environment]::UserName");
        Line(text, "    Began = [DateTime]::UtcNow.ToString('o'); Read = ''; Steps = @{}; Kinds = @{}");
        Line(text, "}");
        Line(text, "# What is read of each object, how it is compared, and whether it is text as it is.");
        Line(text, "$shapes = @{");
        foreach (var (name, shape) in Shapes(subject))
            Line(text, $"    {PowerShellText.Literal(name)} = @({PowerShellText.Literal(shape.Keys)}, {PowerShellText.Literal(shape.Values.Select(form => form.ToString()))}, @({string.Join(", ", shape.Values.Select(IsPlain))}))");
        Line(text, "}");
        text.Append(LyncScripts.Part("Common.ps1"));
        foreach (var part in parts) text.Append(LyncScripts.Part(part));
    }

    /// <summary>Reads everything that planning needs.</summary>
    public static void Read(StringBuilder text, ScriptSubject subject)
    {
        Line(text, "$result.Kinds = @{}");
        foreach (var (name, call) in Questions(subject)) Line(text, $"Read-Kind {PowerShellText.Literal(name)} {{ {Call(call)} -ErrorAction Stop }}");
        Line(text, "$result.Read = [DateTime]::UtcNow.ToString('o')");
        Line(text, "Save-Result");
    }

    /// <summary>A cmdlet with its parameters. That nobody is asked is said by <c>@common</c>.</summary>
    public static string Call(LyncCall call) => call.Cmdlet + string.Concat(call.Parameters.Where(parameter => parameter.Name != "Confirm")
        // A switch or a Boolean: the colon is right for both.
        .Select(parameter => string.Create(CultureInfo.InvariantCulture, $" -{parameter.Name}{(parameter.Argument is LyncArgument.Flag ? ":" : " ")}{PowerShellText.Literal(parameter.Argument)}")));

    /// <summary>By name in the result: what it is read with.</summary>
    public static IEnumerable<(string Name, LyncCall Call)> Questions(ScriptSubject subject) =>
        [.. Kinds(subject).Select(kind => (kind.Name, LyncCalls.All(kind)!)), (Store, LyncCalls.Store), (Replicas, LyncCalls.Replicas), (Sites, LyncCalls.Sites), (EdgePools, LyncCalls.EdgePools)];

    // As Common.ps1 has it for the one kind that a session speaks of.
    private static string IsPlain(LyncForm form) => form is LyncForm.Domain or LyncForm.Domains or LyncForm.Time ? "$false" : "$true";

    private static IEnumerable<(string Name, ImmutableSortedDictionary<string, LyncForm> Shape)> Shapes(ScriptSubject subject) =>
        [.. Kinds(subject).Select(kind => (kind.Name, LyncField.Shape(kind))), (Store, LyncClient.Store), (Replicas, LyncClient.Replicas), (Sites, LyncClient.Sites), (EdgePools, LyncClient.EdgePools)];

    // Of services nothing is read: what they run with is asked from outside.
    private static IEnumerable<Kind> Kinds(ScriptSubject subject) => subject.Scopes.Select(scope => scope.Kind).Where(kind => LyncCalls.All(kind) is not null).Distinct();
}
