using XmppDesiredState.Desired;

namespace XmppDesiredState.Cli;

/// <summary>What exporting starts from.</summary>
/// <param name="Provider">One that is declared.</param>
/// <param name="Timeout">Of one provider call.</param>
/// <param name="AllowPrograms">False under <c>--no-exec</c>.</param>
/// <param name="Progress">Takes one line for a person who waits.</param>
internal sealed record ExportInput(DesiredState Declared, string Provider, TimeSpan Timeout, bool AllowPrograms, Action<string> Progress);
