using System.Globalization;
using System.Management.Automation.Host;

namespace XmppDesiredState.LyncPowerShell.Host;

/// <summary>The host of one engine. <c>exit n</c> arrives here.</summary>
internal sealed class PlainHost(TextWriter output, TextWriter errors) : PSHost
{
    /// <summary>Set by <c>exit</c>.</summary>
    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "ConsoleHost";

    public override PSHostUserInterface UI { get; } = new PlainUi(output, errors);

    public override Version Version => new(5, 1);

    public override void EnterNestedPrompt() => throw new InvalidOperationException("There is nobody to prompt.");

    public override void ExitNestedPrompt() => throw new InvalidOperationException("There is nobody to prompt.");

    public override void NotifyBeginApplication()
    {
        // Nothing to hand over to a native program.
    }

    public override void NotifyEndApplication()
    {
        // Nothing to take back.
    }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
