using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace XmppDesiredState.LyncPowerShell.Host;

/// <summary>The console of <c>-NonInteractive</c> with redirected streams: text without colour, and whatever would ask is an error.</summary>
internal sealed class PlainUi(TextWriter output, TextWriter errors) : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI { get; } = new PlainRawUi();

    public override bool SupportsVirtualTerminal => false;

    public override void Write(string value) => output.Write(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => output.Write(value);

    public override void WriteLine(string value) => output.WriteLine(value);

    public override void WriteErrorLine(string value) => errors.WriteLine(value);

    public override void WriteDebugLine(string message) => output.WriteLine("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => output.WriteLine("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => output.WriteLine("WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        // A bar is for a screen.
    }

    public override string ReadLine() => throw Refusal();

    public override SecureString ReadLineAsSecureString() => throw Refusal();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw Refusal();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw Refusal();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw Refusal();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw Refusal();

    private static PSInvalidOperationException Refusal() => new("Windows PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
}
