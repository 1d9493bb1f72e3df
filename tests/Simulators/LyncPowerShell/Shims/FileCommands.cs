using System.Management.Automation;
using System.Text;

namespace XmppDesiredState.LyncPowerShell.Shims;

/// <summary>UTF-8 without a mark is written, as PowerShell 7 does; Windows PowerShell writes one for <c>-Encoding UTF8</c>. Both read either.</summary>
[Cmdlet(VerbsCommon.Set, "Content", SupportsShouldProcess = true)]
public sealed class SetContentCommand : PSCmdlet
{
    private readonly List<string> lines = [];

    [Parameter(Mandatory = true, Position = 0), Alias("LiteralPath")]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true), AllowNull, AllowEmptyCollection]
    public object[]? Value { get; set; }

    [Parameter]
    public string Encoding { get; set; } = "UTF8";

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => lines.AddRange((Value ?? []).Select(value => value?.ToString() ?? ""));

    protected override void EndProcessing()
    {
        if (!Encoding.Equals("UTF8", StringComparison.OrdinalIgnoreCase)) throw new PSArgumentException("Only UTF8 is written here.", nameof(Encoding));
        var path = GetUnresolvedProviderPathFromPSPath(Path);
        if (ShouldProcess(path, "Set Content")) File.WriteAllLines(path, lines, new UTF8Encoding(false));
    }
}

[Cmdlet(VerbsCommon.Get, "Content")]
public sealed class GetContentCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0), Alias("LiteralPath")]
    public string Path { get; set; } = "";

    [Parameter]
    public string Encoding { get; set; } = "UTF8";

    [Parameter]
    public SwitchParameter Raw { get; set; }

    protected override void ProcessRecord()
    {
        var path = GetUnresolvedProviderPathFromPSPath(Path);
        if (!File.Exists(path))
        {
            WriteError(new(new ItemNotFoundException($"Cannot find path '{path}' because it does not exist."), "PathNotFound", ErrorCategory.ObjectNotFound, Path));
        }
        else if (Raw)
        {
            WriteObject(File.ReadAllText(path));
        }
        else
        {
            WriteObject(File.ReadLines(path), enumerateCollection: true);
        }
    }
}

[Cmdlet(VerbsDiagnostic.Test, "Path")]
public sealed class TestPathCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0), Alias("LiteralPath")]
    public string Path { get; set; } = "";

    [Parameter]
    public string PathType { get; set; } = "Any";

    protected override void ProcessRecord()
    {
        var path = GetUnresolvedProviderPathFromPSPath(Path);
        WriteObject(PathType.ToUpperInvariant() switch { "LEAF" => File.Exists(path), "CONTAINER" => Directory.Exists(path), _ => System.IO.Path.Exists(path) });
    }
}

[Cmdlet(VerbsCommon.Join, "Path")]
public sealed class JoinPathCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1)]
    public string ChildPath { get; set; } = "";

    protected override void ProcessRecord() => WriteObject(System.IO.Path.Join(Path, ChildPath));
}

[Cmdlet(VerbsData.Export, "Clixml", SupportsShouldProcess = true)]
public sealed class ExportClixmlCommand : PSCmdlet
{
    private readonly List<object?> items = [];

    [Parameter(Mandatory = true, Position = 0), Alias("LiteralPath")]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, ValueFromPipeline = true), AllowNull]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public int Depth { get; set; } = 2;

    [Parameter]
    public string Encoding { get; set; } = "Unicode";

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => items.Add(InputObject);

    protected override void EndProcessing()
    {
        var path = GetUnresolvedProviderPathFromPSPath(Path);
        if (!ShouldProcess(path, "Export Clixml")) return;
        // Windows PowerShell writes UTF-16 with a mark unless told otherwise.
        var encoding = Encoding.Equals("UTF8", StringComparison.OrdinalIgnoreCase) ? new UTF8Encoding(true) : System.Text.Encoding.Unicode;
        File.WriteAllText(path, PSSerializer.Serialize(items.Count == 1 ? items[0] : items, Depth), encoding);
    }
}

[Cmdlet(VerbsData.Import, "Clixml")]
public sealed class ImportClixmlCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0), Alias("LiteralPath")]
    public string Path { get; set; } = "";

    protected override void ProcessRecord() => WriteObject(PSSerializer.Deserialize(File.ReadAllText(GetUnresolvedProviderPathFromPSPath(Path))), enumerateCollection: true);
}
