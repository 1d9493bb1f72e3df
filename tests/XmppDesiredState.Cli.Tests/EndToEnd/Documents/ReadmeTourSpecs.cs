using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using XmppDesiredState.Cli.Tests.EndToEnd.Certificates;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Documents;

/// <summary>
/// The tour of the README: every block with a prompt is run where a comment above it says, and shows what the program says there, all of
/// it. Fingerprints and dates differ from run to run and are not compared.
/// </summary>
public sealed partial class ReadmeTourSpecs
{
    private static readonly string Readme = Path.Combine(Repository.Root, "README.md");

    [Fact]
    public async Task The_README_shows_what_the_program_says()
    {
        var document = await File.ReadAllLinesAsync(Readme, TestContext.Current.CancellationToken);
        var (shown, blocks) = (document.ToList(), FencedBlock.Of(document).Where(block => block.Lines is [['$', ' ', ..], ..]).Reverse().ToList());
        Assert.Equal(["tour: certificate", "tour: edited", "tour: repository"], blocks.Select(block => block.Marker).Distinct().Order());

        foreach (var block in blocks)
        {
            await using var scene = await SceneAsync(block.Marker);
            var output = await RunAsync(block.Lines.Where(line => line.StartsWith("$ ", StringComparison.Ordinal)), scene.Folder);
            if (output.Select(Lasting).SequenceEqual(block.Lines.Select(Lasting))) continue;
            shown.RemoveRange(block.Line, block.Lines.Length);
            shown.InsertRange(block.Line, output);
        }

        Golden.FileMatches(Readme, "README.md", string.Concat(shown.Select(line => line + "\n")));
    }

    private static async Task<IEnumerable<string>> RunAsync(IEnumerable<string> commands, string folder)
    {
        var output = new List<string>();
        foreach (var command in commands)
        {
            var words = CommandLineParser.SplitCommandLine(command[2..]).ToArray();
            Assert.Equal("xmppstate", words[0]);
            output.Add(command);
            output.AddRange((await Run.Of(null, words[1..], folder: folder)).All.TrimEnd('\n').Split('\n'));
        }

        return output;
    }

    private static async Task<Scene> SceneAsync(string marker)
    {
        switch (marker)
        {
            case "tour: edited":
                var edited = Sandbox.Of("quickstart");
                (await Run.Of(null, ["apply", "--auto-approve"], folder: edited.Folder)).Ended(0);
                edited.Edit("desired.yaml", "negotiation: sasl-or-tls-dialback", "negotiation: tls-dialback");
                QuickstartSpecs.RemoveWingtipToys(edited);
                edited.Write("live/partner/hand.example.yaml", "type: Federated\nnegotiation: sasl-over-tls\n");
                return new Scene(edited.Folder, edited);

            case "tour: certificate":
                var ca = await OpensslCa.CreateAsync();
                var members = await CertificateScene.CreateAsync(ca.Issuer(), "m1", "m2");
                members.Declare();
                (await Run.Of(null, ["apply", "--auto-approve"], folder: members.Sandbox.Folder)).Ended(0);
                members.Names = [CertificateScene.Domain, $"chat.{CertificateScene.Domain}"];
                members.Declare();
                return new Scene(members.Sandbox.Folder, members, ca);

            default:
                return new Scene(Repository.Root);
        }
    }

    private static string Lasting(string line) => Changing().Replace(line, "…");

    [GeneratedRegex("[0-9A-F]{40}|[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Changing();

    private sealed record Scene(string Folder, params object[] Parts) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var part in Parts)
            {
                if (part is IAsyncDisposable server) await server.DisposeAsync();
                else ((IDisposable)part).Dispose();
            }
        }
    }
}
