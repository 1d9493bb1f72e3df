using System.Net;
using System.Text;
using XmppDesiredState.LyncPowerShell.Binding;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>What the certificate cmdlets share: they act on the computer they run on, and tell their steps with -Verbose and in the file of -Report.</summary>
public abstract class CertificateCmdlet : LyncCmdlet
{
    private readonly List<string> steps = [];

    /// <summary>Certificates are the computer's own affair.</summary>
    protected override bool NeedsCentralStore => false;

    protected CertType[] Types => Given("Type") as CertType[] ?? [];

    protected void Note(string step)
    {
        WriteVerbose(step);
        steps.Add(step);
    }

    /// <summary>A warning that -Force silences, where the cmdlet has it so.</summary>
    protected void Warn(string message)
    {
        if (!IsOn("Force")) WriteWarning(message);
        steps.Add(message);
    }

    /// <summary>Refuses what is not simulated: certificates of the whole deployment, of one port, and ones that take effect later.</summary>
    protected void RefuseTheRest()
    {
        if (Has("NetportId")) throw LyncException.Invalid("-NetportId is reserved for future use.", Given("NetportId"));
        if (IsOn("Roll") && !Has("EffectiveDate")) throw LyncException.Invalid("-Roll needs -EffectiveDate.", null);
        if (IsOn("Roll") || Has("EffectiveDate")) throw LyncException.Invalid("Certificates that take effect later are not simulated.", null);
        if (Has("Identity")) throw LyncException.Invalid("Certificates of the global scope are not simulated.", Text("Identity"));
    }

    internal LyncComputer Here(WorldState state) => ThisComputer.Find(state, LocalComputer);

    internal void ChangeHere(Func<LyncComputer, LyncComputer> change) => File.Change(state =>
    {
        var index = ThisComputer.Index(state, LocalComputer);
        return state.Computers[index] = change(state.Computers[index]);
    });

    protected override void EndProcessing()
    {
        if (Text("Report") is not { } report) return;
        var page = new StringBuilder("<html><head><title>").Append(MyInvocation.MyCommand.Name).Append("</title></head><body><ul>\r\n");
        foreach (var step in steps) page.Append("<li>").Append(WebUtility.HtmlEncode(step)).Append("</li>\r\n");
        System.IO.File.WriteAllText(GetUnresolvedProviderPathFromPSPath(report), page.Append("</ul></body></html>\r\n").ToString());
    }
}
