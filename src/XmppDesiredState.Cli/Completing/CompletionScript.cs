namespace XmppDesiredState.Cli.Completing;

/// <summary>The scripts that teach a shell to ask this program what can stand at the cursor.</summary>
internal static class CompletionScript
{
    /// <summary>The shells, as <c>completion</c> takes them.</summary>
    public static string[] Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    public static string Of(string shell) => BuiltInText.Of($"completion.{shell}");
}
