using System.Management.Automation.Runspaces;

namespace XmppDesiredState.LyncPowerShell.Host;

/// <summary>The rest of a <c>-File</c> line: <c>-Name value</c>, <c>-Switch</c>, <c>-Switch:$false</c> or a positional value. Values are literal text.</summary>
internal static class ScriptArguments
{
    public static void AddTo(Command command, IEnumerable<string> arguments)
    {
        string? name = null;
        foreach (var argument in arguments)
        {
            if (!IsName(argument))
            {
                command.Parameters.Add(new CommandParameter(name, argument));
                name = null;
                continue;
            }
            if (name is not null) command.Parameters.Add(new CommandParameter(name, true));
            var colon = argument.IndexOf(':', StringComparison.Ordinal);
            name = colon < 0 ? argument[1..] : null;
            if (colon > 0) command.Parameters.Add(new CommandParameter(argument[1..colon], Literal(argument[(colon + 1)..])));
        }
        if (name is not null) command.Parameters.Add(new CommandParameter(name, true));
    }

    // -1 and - are values.
    private static bool IsName(string argument) => argument.Length > 1 && argument[0] == '-' && (char.IsLetter(argument[1]) || argument[1] == '_');

    private static object Literal(string text) => text.ToUpperInvariant() switch { "$TRUE" => true, "$FALSE" => false, _ => text };
}
