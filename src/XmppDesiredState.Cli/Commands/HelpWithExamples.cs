using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace XmppDesiredState.Cli.Commands;

/// <summary>The library's help, then examples of the command.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in Of(parseResult.CommandResult.Command.Name)) output.WriteLine($"  xmppstate {example}");
        output.WriteLine();
        output.WriteLine("Options are also read from XMPPSTATE_<NAME> (XMPPSTATE_VAR_FILE for --var-file; one value a line), except those that approve, lift a guard or limit changes.");
        return code;
    }

    private static string[] Of(string command) => command switch
    {
        "init" => ["init", "init --github", "init federation --force", "init federation --from lync -f providers.yaml"],
        "validate" => ["validate", "validate -f federation --format json", "validate --format github --format sarif=findings.sarif"],
        "plan" => ["plan", "plan -f federation --out plan.json", "plan --detailed-exitcode --format markdown=plan.md", "plan --format github --format junit=plan.xml --format prometheus=/var/lib/node_exporter/plan.prom", "plan --observed lync.xml --out plan.json"],
        "apply" => ["apply", "apply plan.json", "apply --auto-approve --reason 'ticket 4711'", "apply plan.json --record result.xml"],
        "verify" => ["verify", "verify fabrikam.com", "verify --scope partners --trust gateway-roots.pem --format markdown=federation.md", "verify contoso.com --resolver 9.9.9.9", "verify --certificate contoso.pem --key contoso.key"],
        "partner-sheet" => ["partner-sheet fabrikam.com", "partner-sheet fabrikam.com --format markdown=for-fabrikam.md"],
        "show" => ["show plan.json", "show plan.json --against yesterday.json"],
        "script" => ["script --format nsupdate | nsupdate -k tsig.key", "script plan.json -f federation --format nsupdate=changes.nsupdate", "script --observe --format powershell=collect.ps1", "script plan.json --format powershell=changes.ps1"],
        "export" => ["export --provider gateway > live.yaml", "export -f providers.yaml --provider dns --split federation"],
        "deployments" => ["deployments", "deployments federation --changed-since origin/main --format json"],
        "providers" => ["providers", "providers zone-file"],
        "explain" => ["explain", "explain XDS1006"],
        "schema" => ["schema > federation.schema.json", "schema plan", "schema verify"],
        "fmt" => ["fmt", "fmt --check partners.yaml"],
        "completion" => ["completion bash >> ~/.bashrc", "completion pwsh | Out-String | Invoke-Expression"],
        "unlock" => ["unlock", "unlock -f federation"],
        "runs" => ["runs", "runs --format json"],
        _ => ["init", "validate", "plan --out plan.json", "apply plan.json", "verify", "explain XDS1006"],
    };
}
