using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using XmppDesiredState.LyncPowerShell.Binding;
using XmppDesiredState.LyncPowerShell.Host;
using XmppDesiredState.LyncPowerShell.Shims;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell;

/// <summary>The engine and its cmdlets inside a test's process: for what needs neither a console nor a process of its own. One call at a time.</summary>
public sealed class LyncEngine : IDisposable
{
    private readonly Runspace runspace;

    private LyncEngine(Runspace runspace) => this.runspace = runspace;

    /// <summary>The simulated cmdlets, by name; others of the reference do not exist.</summary>
    public static IReadOnlyCollection<string> Cmdlets { get; } = [.. LyncCmdlets.Forms.Select(form => form.Name)];

    public static LyncEngine Open(LyncWorld world, string computer = LyncWorld.FrontEnd)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        ShimCmdlets.AddTo(state);
        LyncCmdlets.AddTo(state);
        state.Variables.Add(new SessionStateVariableEntry(ThisComputer.StateVariable, world.StatePath, description: null));
        state.Variables.Add(new SessionStateVariableEntry(ThisComputer.NameVariable, computer, description: null));
        var runspace = RunspaceFactory.CreateRunspace(new PlainHost(TextWriter.Null, TextWriter.Null), state);
        runspace.Open();
        return new(runspace);
    }

    /// <summary>Runs a script; a terminating error is the last of the errors.</summary>
    /// <param name="parameters">For its <c>param()</c> block.</param>
    public LyncOutcome Run(string script, IDictionary? parameters = null)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script, useLocalScope: true);
        if (parameters is not null) shell.AddParameters(parameters);
        try
        {
            var output = shell.Invoke();
            return new([.. output], [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(warning => warning.Message)]);
        }
        catch (RuntimeException exception)
        {
            return new([], [.. shell.Streams.Error, exception.ErrorRecord], [.. shell.Streams.Warning.Select(warning => warning.Message)]);
        }
    }

    public void Dispose() => runspace.Dispose();
}
