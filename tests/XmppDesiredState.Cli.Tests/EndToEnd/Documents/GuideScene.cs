using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using XmppDesiredState.Cli.Tests.EndToEnd.Certificates;
using Shell = XmppDesiredState.Servers.Tool;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Documents;

/// <summary>Does what a guide tells its reader to do, block by block, in a folder.</summary>
internal sealed partial class GuideScene(Sandbox sandbox) : IDisposable
{
    private static readonly Dictionary<string, string> Author = new()
    {
        ["GIT_AUTHOR_NAME"] = "ann",
        ["GIT_AUTHOR_EMAIL"] = "ann@contoso.com",
        ["GIT_COMMITTER_NAME"] = "ann",
        ["GIT_COMMITTER_EMAIL"] = "ann@contoso.com",
    };

    private readonly SettableClock clock = new(DateTimeOffset.UtcNow);

    public async Task FollowAsync(FencedBlock block)
    {
        if (Later().Match(block.Marker) is { Success: true } later) clock.Now += TimeSpan.FromDays(int.Parse(later.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
        switch (block.Language)
        {
            case "yaml":
                sandbox.Write(block.Title, block.Text);
                break;
            case "diff":
                Change(block);
                break;
            case "console":
                await RunAsync(block);
                break;
            default:
                // Needs a system that is not here: the commands are checked for being some.
                Assert.Equal("sh", block.Language);
                break;
        }
    }

    public async Task<Run> RunAsync(params string[] arguments) => await Run.Of(null, arguments, folder: sandbox.Folder, clock: clock);

    public Task GitAsync(string command) => Shell.RunAsync(["sh", "-c", command], sandbox.Folder, environment: Author);

    /// <summary>Leaves the live system alone, without the files and the record that made it.</summary>
    public void Forget()
    {
        File.Delete(sandbox.PathOf("desired.yaml"));
        Directory.Delete(sandbox.PathOf(".xmppstate"), recursive: true);
    }

    public void Dispose() => sandbox.Dispose();

    private void Change(FencedBlock block)
    {
        Assert.All(block.Lines, line => Assert.True(line.Length > 0 && line[0] is '+' or '-' or ' ', line));
        string Side(char without) => string.Concat(block.Lines.Where(line => line[0] != without).Select(line => line[1..] + "\n"));
        sandbox.Edit(block.Title, Side('+'), Side('-'));
    }

    private async Task RunAsync(FencedBlock block)
    {
        var code = 0;
        foreach (var (command, shown) in Commands(block))
        {
            var (program, said) = (command.Split(' ')[0], "");
            if (command == "echo $?")
            {
                said = $"{code}\n";
                code = 0;
            }
            else
            {
                Assert.True(code == 0, $"Ended with {code} before: $ {command}");
                if (program == "xmppstate")
                {
                    var run = await RunAsync([.. CommandLineParser.SplitCommandLine(command).Skip(1)]);
                    // As on a terminal: standard output is written as a whole, at the end.
                    (code, said) = (run.Code, run.Error + run.Out);
                }
                else
                {
                    Assert.Equal("git", program);
                    var ended = await Shell.RunAsync(["sh", "-c", command], sandbox.Folder, environment: Author);
                    (code, said) = (ended.ExitCode, ended.Output + ended.Error);
                }
            }

            Assert.True(ShownOutput.Is(shown, said.TrimEnd('\n').Split('\n')), $"$ {command}\n--- shown\n{string.Join('\n', shown)}\n--- said, with exit code {code}\n{said}");
        }

        Assert.True(code == 0, $"The block at line {block.Line} ended with {code}.");
    }

    private static IEnumerable<(string Command, string[] Shown)> Commands(FencedBlock block)
    {
        for (var at = 0; at < block.Lines.Length;)
        {
            Assert.StartsWith("$ ", block.Lines[at], StringComparison.Ordinal);
            var shown = block.Lines.Skip(at + 1).TakeWhile(line => !line.StartsWith("$ ", StringComparison.Ordinal)).ToArray();
            yield return (block.Lines[at][2..], shown);
            at += shown.Length + 1;
        }
    }

    [GeneratedRegex("^guide: ([0-9]+) days later$")]
    private static partial Regex Later();
}
