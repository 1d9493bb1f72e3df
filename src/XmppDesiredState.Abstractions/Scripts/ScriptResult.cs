using XmppDesiredState.Providers;

namespace XmppDesiredState.Scripts;

/// <summary>What a script brought back: what it saw, and what became of a plan's steps if it did them.</summary>
/// <param name="File">The file's path as the user would write it.</param>
/// <param name="Deployment">Name of the deployment the script was made for.</param>
/// <param name="Provider">Name of the instance.</param>
/// <param name="Type">Type of the instance.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="By">Who ran it, as that machine knows them.</param>
/// <param name="At">When it was read, by that machine's clock.</param>
/// <param name="Run">Null: it only read.</param>
/// <param name="Open">
/// Gives what was seen. What is not in the file is unreadable, never empty; normalising works as ever.
/// </param>
public sealed record ScriptResult(string File, string Deployment, string Provider, string Type, string Machine, string By, DateTimeOffset At, ScriptRun? Run,
    Func<ProviderSettings, IReadableProvider> Open);
