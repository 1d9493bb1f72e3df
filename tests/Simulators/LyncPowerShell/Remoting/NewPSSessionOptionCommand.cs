using System.Management.Automation;
using System.Management.Automation.Remoting;

namespace XmppDesiredState.LyncPowerShell.Remoting;

/// <summary>New-PSSessionOption with the switches that the engine has on Windows only.</summary>
[Cmdlet(VerbsCommon.New, "PSSessionOption")]
public sealed class NewPSSessionOptionCommand : PSCmdlet
{
    [Parameter]
    public SwitchParameter SkipCACheck { get; set; }

    [Parameter]
    public SwitchParameter SkipCNCheck { get; set; }

    [Parameter]
    public SwitchParameter SkipRevocationCheck { get; set; }

    protected override void ProcessRecord() => WriteObject(new PSSessionOption { SkipCACheck = SkipCACheck, SkipCNCheck = SkipCNCheck, SkipRevocationCheck = SkipRevocationCheck });
}
