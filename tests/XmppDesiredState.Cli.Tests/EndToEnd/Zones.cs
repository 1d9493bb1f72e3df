namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>BIND's opinion of a zone file.</summary>
internal static class Zones
{
    public static Task<ToolResult> CheckAsync(Sandbox sandbox, string file, string zone = "contoso.com") =>
        Tool.RunOtherAsync("named-checkzone", sandbox.Folder, "-i", "local", zone, file);
}
