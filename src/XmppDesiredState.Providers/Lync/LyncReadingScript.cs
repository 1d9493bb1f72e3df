using XmppDesiredState.Scripts;

namespace XmppDesiredState.Providers.Lync;

/// <summary>The script that reads what planning needs. It holds cmdlets that read, and writes one file.</summary>
internal static class LyncReadingScript
{
    public static string Write(ScriptSubject subject)
    {
        var file = $"observed-{Files.PortableFileName.Of(subject.Provider.Name)}.xml";
        var text = LyncScriptText.Head(subject, "Reads, and changes nothing.", "as a member of RTCUniversalReadOnlyAdmins or more (CsViewOnlyAdministrator in a remote session):",
            ("Reads", string.Join(", ", LyncScriptText.Questions(subject).Select(question => question.Call.Cmdlet).Distinct(StringComparer.Ordinal))));
        LyncScriptText.Line(text, "#   .\\SCRIPT.ps1");
        LyncScriptText.Line(text, "# It writes one file. Then, where xmppstate runs:");
        LyncScriptText.Line(text, $"#   xmppstate plan --observed {PowerShellText.Comment(file)} --out plan.json");
        LyncScriptText.Begin(text, subject, "[CmdletBinding()]", file, secrets: false, plan: null, "Script.ps1");
        LyncScriptText.Line(text, "Import-LyncModule 'Get-CsXmppAllowedPartner'");
        LyncScriptText.Read(text, subject);
        LyncScriptText.Line(text, "Write-Host ('Written: {0}' -f $ResultFile)");
        return text.ToString();
    }
}
