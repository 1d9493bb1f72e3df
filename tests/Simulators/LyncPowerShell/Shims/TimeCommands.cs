using System.Globalization;
using System.Management.Automation;

namespace XmppDesiredState.LyncPowerShell.Shims;

[Cmdlet(VerbsLifecycle.Start, "Sleep", DefaultParameterSetName = "Seconds")]
public sealed class StartSleepCommand : PSCmdlet, IDisposable
{
    private readonly ManualResetEventSlim stopped = new();

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Seconds")]
    public double Seconds { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "Milliseconds")]
    public int Milliseconds { get; set; }

    protected override void ProcessRecord() => stopped.Wait(ParameterSetName == "Seconds" ? TimeSpan.FromSeconds(Seconds) : TimeSpan.FromMilliseconds(Milliseconds));

    protected override void StopProcessing() => stopped.Set();

    public void Dispose() => stopped.Dispose();
}

[Cmdlet(VerbsCommon.Get, "Date")]
public sealed class GetDateCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    public DateTime Date { get; set; } = DateTime.Now;

    /// <summary>A .NET format.</summary>
    [Parameter]
    public string? Format { get; set; }

    protected override void ProcessRecord() => WriteObject(Format is null ? Date : Date.ToString(Format, CultureInfo.InvariantCulture));
}
