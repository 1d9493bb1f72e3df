using System.Collections.Immutable;
using XmppDesiredState.PowerShell.Clixml;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>The agent's answer from its dictionary.</summary>
internal static class AnswerReading
{
    /// <exception cref="ClixmlException">It is not the dictionary that the agent makes.</exception>
    public static PowerShellAnswer Read(object? frame)
    {
        if (frame is not ImmutableDictionary<string, object?> answer) throw new ClixmlException("is no dictionary");
        return new PowerShellAnswer(ListOf(answer, "Output"), [.. ListOf(answer, "Errors").Select(ReadError)], [.. ListOf(answer, "Warnings").Select(warning => warning as string ?? "")]);
    }

    private static PowerShellError ReadError(object? frame)
    {
        if (frame is not ImmutableDictionary<string, object?> error) throw new ClixmlException("has an error that is no dictionary");
        return new PowerShellError(Text("Message") ?? "", Text("Id"), Text("Category"), Text("Target"), Text("Type"), Text("Command"), error.GetValueOrDefault("Terminating") is true);

        string? Text(string key) => error.GetValueOrDefault(key) is string { Length: > 0 } text ? text : null;
    }

    private static ImmutableArray<object?> ListOf(ImmutableDictionary<string, object?> answer, string key) =>
        answer.GetValueOrDefault(key) is ImmutableArray<object?> list ? list : throw new ClixmlException($"has no list {key}");
}
