namespace XmppDesiredState.Servers;

/// <summary>What a program left when it ended.</summary>
public sealed record ToolResult(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Itself, if the program ended with 0.</summary>
    /// <exception cref="ServerException">It did not; the message holds both outputs.</exception>
    public ToolResult Succeeded() => ExitCode == 0 ? this : throw new ServerException($"{Command} ended with {ExitCode}\n{Error}\n{Output}");
}
