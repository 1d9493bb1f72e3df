using System.Management.Automation;
using System.Management.Automation.Runspaces;
using XmppDesiredState.Cli.Tests.EndToEnd;
using XmppDesiredState.Tests.Ordering;
using Shell = XmppDesiredState.Servers.Tool;

namespace XmppDesiredState.Cli.Tests;

/// <summary>What can stand at the cursor, asked of the program and by real shells.</summary>
[TakesLong(30)]
public sealed class CompletionSpecs : IDisposable
{
    private readonly Sandbox sandbox = Sandbox.Of("quickstart");

    // the line up to the cursor | all that can stand there, or the first of it and …
    [Theory]
    [InlineData("pl", "plan")]
    [InlineData("", "init validate plan apply …")]
    [InlineData("plan --form", "--format")]
    [InlineData("plan --format ", "text json markdown …")]
    [InlineData("plan --format=ma", "--format=markdown")]
    [InlineData("plan --format json --format t", "text")]
    [InlineData("plan --log-level d", "debug")]
    [InlineData("plan --detailed", "--detailed-exitcode")]
    [InlineData("plan --detailed-exitcode --detailed", "")]
    [InlineData("plan --out ", "")]
    [InlineData("plan -f ", "")]
    [InlineData("plan --only partner/c", "partner/chat.wingtiptoys.com")]
    [InlineData("plan --only srv", "srv-record/* srv-record/_xmpp-server._tcp.contoso.com")]
    [InlineData("apply --renew ", "certificate/edge-external")]
    [InlineData("plan --allow-empty par", "partner")]
    [InlineData("plan --max-deletes x --only partner/c", "partner/chat.wingtiptoys.com")]
    [InlineData("plan --var x --only partner/c", "")]
    [InlineData("plan -f nowhere --only partner/c", "")]
    [InlineData("plan -f \"desired.yaml\" --only partner/c", "partner/chat.wingtiptoys.com")]
    [InlineData("export --provider g", "gateway")]
    [InlineData("init --from d", "dns")]
    [InlineData("script --format ", "nsupdate powershell")]
    [InlineData("script --provider gat", "gateway")]
    [InlineData("partner-sheet fa", "fabrikam.com")]
    [InlineData("partner-sheet fabrikam.com ta", "")]
    [InlineData("verify con", "contoso.com")]
    [InlineData("verify contoso.com fab", "fabrikam.com")]
    [InlineData("verify --scope p", "partners")]
    [InlineData("explain XDS2101", "XDS2101")]
    [InlineData("providers z", "zone-file")]
    [InlineData("schema v", "verify")]
    [InlineData("completion z", "zsh")]
    [InlineData("deployments --format g", "github")]
    [InlineData("nonsense ", "init …")]
    public async Task I_can_ask_what_can_stand_at_the_cursor(string line, string suggestions)
    {
        var run = (await Run.Of(null, ["[suggest]", line], folder: sandbox.Folder)).Ended(0);

        var found = string.Join(' ', run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(suggestion => suggestion.Split('\t')[0]));
        if (suggestions.EndsWith('…')) Assert.StartsWith(suggestions.TrimEnd('…').TrimEnd(), found, StringComparison.Ordinal);
        else Assert.Equal(suggestions, found);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Every_command_and_option_is_told_with_what_it_is_for()
    {
        var commands = (await Run.Of(null, ["[suggest]", ""], folder: sandbox.Folder)).Ended(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.True(commands.Length > 15);
        Assert.All(commands, command => Assert.Matches("^[a-z-]+\t.+", command));
        foreach (var command in commands.Select(command => command.Split('\t')[0]))
        {
            var options = (await Run.Of(null, ["[suggest]", $"{command} --"], folder: sandbox.Folder)).Ended(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Contains(options, option => option.StartsWith("--help\t", StringComparison.Ordinal));
            Assert.All(options, option => Assert.Matches("^--[a-z-]+\t.+", option));
        }
    }

    // the line up to the cursor | what bash would put there
    [Theory]
    [InlineData("xmppstate exp", "export explain")]
    [InlineData("xmppstate plan --format ma", "markdown")]
    [InlineData("xmppstate plan --format=ma", "markdown")]
    [InlineData("xmppstate plan --format=", "text json markdown")]
    [InlineData("xmppstate  plan   --only partner/c", "partner/chat.wingtiptoys.com")]
    [InlineData("xmppstate plan -f des", "")]
    public async Task I_can_complete_in_bash(string line, string suggestions)
    {
        // Readline is not there without a terminal; this is how it calls the function, with = and : as words of their own.
        const string script = """
            eval "$(xmppstate completion bash)" || exit 1
            complete -p xmppstate | grep -q -- '-o default' || exit 2
            COMP_LINE=$1 COMP_POINT=${#1}
            spaced=${1//=/ = }
            read -r -a COMP_WORDS <<<"$spaced"
            [[ $1 == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _xmppstate
            echo "${COMPREPLY[*]}"
            """;

        var completed = (await Shell.RunAsync(["bash", "-u", "-c", script, "bash", line], sandbox.Folder, environment: Path())).Succeeded();

        Assert.Equal(("", suggestions), (completed.Error, suggestions.Contains("json", StringComparison.Ordinal) ? string.Join(' ', completed.Output.Trim().Split(' ').Take(3)) : completed.Output.Trim()));
    }

    [Theory]
    [InlineData("xmppstate expl", "explain")]
    [InlineData("xmppstate plan --format ma", "markdown")]
    [InlineData("xmppstate plan --only partner/c", "partner/chat.wingtiptoys.com")]
    [InlineData("xmppstate plan -f des", "desired.yaml")]
    public async Task I_can_complete_in_fish(string line, string suggestion)
    {
        var completed = (await Shell.RunAsync(["fish", "--no-config", "-c", "xmppstate completion fish | source; complete -C $argv[1]", line], sandbox.Folder, environment: Path())).Succeeded();

        Assert.Equal(suggestion, completed.Output.Trim().Split('\t')[0]);
    }

    [Theory]
    [InlineData("xmppstate expl", "explain")]
    [InlineData("xmppstate plan --format=ma", "--format=markdown")]
    [InlineData("xmppstate plan --only partner/c", "partner/chat.wingtiptoys.com")]
    [InlineData("xmppstate plan -f des", "desired.yaml")]
    public async Task I_can_complete_in_zsh(string line, string suggestion)
    {
        // A shell with a terminal of its own, as zsh completes nowhere else; the line is printed once the key is pressed. The word that says that all is set
        // up is in no echo of what was typed, and behind it stands the prompt: a key that is pressed before that is taken for text.
        const string script = """
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell "PROMPT='> ' TERM=dumb; autoload -Uz compinit; compinit -u -D; source <(xmppstate completion zsh); unsetopt zle_bracketed_paste 2>/dev/null"
            zpty -w shell 'show() { print -r -- "<<$BUFFER>>"; BUFFER=; zle .accept-line }; zle -N show; bindkey "^X" show; print rea""dy'
            zpty -r -m shell said '*ready*> *'
            zpty -w -n shell "$1"$'\t\x18'
            zpty -r -m shell said '*<<*>>*'
            print -r -- "${${said##*<<}%%>>*}"
            zpty -d shell
            """;

        var completed = (await Shell.RunAsync(["zsh", "-f", "-c", script, "zsh", line], sandbox.Folder, environment: Path())).Succeeded();

        Assert.Equal($"{line[..(line.LastIndexOf(' ') + 1)]}{suggestion}", completed.Output.Trim());
    }

    [Theory]
    [InlineData("xmppstate expl", "explain")]
    [InlineData("xmppstate plan --log-level ", "error warn info debug")]
    [InlineData("xmppstate plan --format=ma", "--format=markdown")]
    [InlineData("xmppstate plan --only partner/c", "partner/chat.wingtiptoys.com")]
    public async Task I_can_complete_in_PowerShell(string line, string suggestions)
    {
        var script = (await Run.Of(null, ["completion", "pwsh"])).Ended(0).Out;
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(sandbox.Folder);
        using var shell = System.Management.Automation.PowerShell.Create(runspace);
        shell.AddScript($"$env:PATH = '{Path()["PATH"]}'\n{script}").Invoke();
        Assert.Empty(shell.Streams.Error);

        var completed = CommandCompletion.CompleteInput(line, line.Length, null, shell);

        Assert.Equal(suggestions, string.Join(' ', completed.CompletionMatches.Select(match => match.CompletionText)));
    }

    [Fact]
    public async Task I_am_told_which_shells_there_are() => (await Run.Of(null, ["completion", "tcsh"])).Ended(64).Says("'bash'").Says("'pwsh'");

    public void Dispose() => sandbox.Dispose();

    private static Dictionary<string, string> Path() => new() { ["PATH"] = $"{AppContext.BaseDirectory}{System.IO.Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}" };
}
