using System.Text;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Certificates;

/// <summary>Private keys stay in the files that are theirs, and the password of a PFX in the environment.</summary>
public sealed class KeySecretSpecs : IDisposable
{
    private const string Canary = "c4nary-pfx-9b1e";
    private readonly Sandbox sandbox = Sandbox.Of("quickstart");

    public void Dispose() => sandbox.Dispose();

    [Theory]
    [InlineData("modern")]
    [InlineData("legacy")]
    public async Task Keys_and_passwords_appear_nowhere_else(string algorithms)
    {
        sandbox.Edit("desired.yaml", "path: live/certificates }", $"path: live/certificates, pfx: {{ password: {{ env: PFX_PASSWORD }}, algorithms: {algorithms} }} }}");
        var said = new StringBuilder();
        foreach (var args in (string[][])[["plan", "--out", "plan.json", "--format", "markdown=plan.md"], ["apply", "plan.json", "--log-level", "debug", "--format", "json", "--format", "text=apply.txt"], ["runs"],
            ["plan", "--renew", "certificate/edge-external", "--log-level", "debug"]])
            said.Append((await Tool.RunAsync(sandbox.Folder, args, environment => environment["PFX_PASSWORD"] = Canary)).Ended(0).All);

        string[] keys = [.. Directory.EnumerateFiles(sandbox.PathOf("live"), "key.pem", SearchOption.AllDirectories)];
        Assert.InRange(keys.Length, 2, 4);
        // The longest line of each key, which is nowhere else by chance.
        string[] secrets = [Canary, .. keys.Select(key => File.ReadAllLines(key)[1])];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, said.ToString(), StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(sandbox.Folder, "*", SearchOption.AllDirectories).Except(keys))
            Assert.All(secrets, secret => Assert.False(Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(secret, StringComparison.Ordinal), $"{file} holds a secret."));
        (await Tool.RunOtherAsync("openssl", sandbox.PathOf("live/certificates/edge-external"), ["pkcs12", "-in", "certificate.pfx", "-noout", "-passin", $"pass:{Canary}", .. algorithms == "legacy" ? ["-legacy"] : (string[])[]])).Ended(0);
    }
}
