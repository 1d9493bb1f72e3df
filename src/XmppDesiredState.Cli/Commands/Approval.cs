using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Shows the plan and asks. Only the word yes, typed at a terminal or given beforehand as a flag, approves.</summary>
internal sealed class Approval(CliEnvironment environment, bool isGiven, Action<Plan> show)
{
    /// <summary>Why it was not approved.</summary>
    public Diagnostic? Refusal { get; private set; }

    public async ValueTask<bool> AskAsync(Plan plan, CancellationToken cancellationToken)
    {
        show(plan);
        if (isGiven) return true;
        if (!environment.IsInputTerminal)
        {
            Refusal = CommandLineDiagnostics.NobodyToAsk.At(null, "The plan needs approval, and there is no terminal to ask at.",
                "Save a plan with xmppstate plan --out FILE and apply that FILE, or give --auto-approve.");
            return false;
        }

        await environment.Out.FlushAsync(cancellationToken);
        await environment.Error.WriteAsync($"Apply these changes to {Printable.Short(plan.Name)}? Only 'yes' will be accepted: ");
        await environment.Error.FlushAsync(cancellationToken);
        // Reading a console cannot be cancelled; a signal must not wait for the answer.
        var answer = await Task.Run(environment.In.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        if (answer?.Trim() == "yes") return true;
        Refusal = CommandLineDiagnostics.Declined.At(null, "The plan was not approved.", "Run xmppstate apply again and answer yes.");
        return false;
    }
}
