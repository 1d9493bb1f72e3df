using System.Management.Automation;
using System.Management.Automation.Runspaces;
using XmppDesiredState.LyncPowerShell.Shims;

namespace XmppDesiredState.LyncPowerShell.Host;

/// <summary>One runspace of the real engine, with the shims, behind a <see cref="PlainHost"/>.</summary>
internal sealed class Engine : IDisposable
{
    private const string Ended = "LyncSimEnded";
    private readonly Runspace runspace;
    private readonly PlainHost host;
    private readonly TextWriter errors;

    public Engine(TextWriter output, TextWriter errors, Action<InitialSessionState> prepare)
    {
        this.errors = errors;
        host = new(output, errors);
        var state = InitialSessionState.CreateDefault2();
        // Not to be had elsewhere; a default of Restricted would refuse script files.
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        ShimCmdlets.AddTo(state);
        prepare(state);
        runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        // Windows PowerShell has no colours in redirected text.
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
    }

    public int? ExitCode => host.ExitCode;

    /// <summary>Runs a script with its output shown; errors go to the error stream as text.</summary>
    public RunOutcome Run(string script) => Run(new Command(script, isScript: true, useLocalScope: false));

    /// <summary>As <c>-Command</c> does: the outcome is what <c>$?</c> says at the end.</summary>
    public RunOutcome RunCommand(string script)
    {
        // Asked inside: behind Out-Default it is always true.
        var outcome = Run($"{script}\n$global:{Ended} = $?");
        return outcome == RunOutcome.Broken || runspace.SessionStateProxy.GetVariable(Ended) is not false ? outcome : RunOutcome.Failed;
    }

    public RunOutcome RunFile(string path, IEnumerable<string> arguments)
    {
        var command = new Command(Path.GetFullPath(path), isScript: false, useLocalScope: false);
        ScriptArguments.AddTo(command, arguments);
        return Run(command);
    }

    private RunOutcome Run(Command command)
    {
        using var shell = PowerShell.Create(runspace);
        shell.Commands.AddCommand(command).AddCommand("Out-Default");
        shell.Streams.Error.DataAdded += (_, added) => errors.WriteLine(ErrorText.Of(shell.Streams.Error[added.Index]));
        try
        {
            shell.Invoke();
            return RunOutcome.Succeeded;
        }
        catch (RuntimeException exception)
        {
            errors.WriteLine(ErrorText.Of(exception.ErrorRecord));
            return RunOutcome.Broken;
        }
    }

    public void Dispose() => runspace.Dispose();
}
