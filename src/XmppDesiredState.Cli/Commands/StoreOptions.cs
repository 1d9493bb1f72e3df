using System.CommandLine;

namespace XmppDesiredState.Cli.Commands;

/// <summary>What a command that opens the run store, and no provider, takes.</summary>
internal sealed class StoreOptions
{
    private readonly Option<bool> noPrograms = new("--no-exec") { Description = "Start no program that the files declare, nor one to sign in with." };

    public void AddTo(Command command) => command.Options.Add(noPrograms);

    public bool AllowsPrograms(ParseResult result) => !result.GetValue(noPrograms);
}
