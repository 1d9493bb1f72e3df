namespace XmppDesiredState.Cli.Tests.EndToEnd.Federation;

/// <summary>What a partner sheet tells partners to type does what it says, against a real server.</summary>
public sealed class SheetCommandSpecs(FederationScene scene) : IClassFixture<FederationScene>
{
    [Fact]
    public async Task The_commands_of_a_sheet_prove_our_server_and_its_certificate()
    {
        using var sandbox = Sandbox.Empty();
        sandbox.Write("desired.yaml", $$"""
            apiVersion: xmppstate/v1
            gateway: { domains: [{{FederationScene.Ours}}] }
            providers:
              dns: { type: zone-file, zones: { {{FederationScene.Ours}}: ours.zone } }
              files: { type: pem-files, path: certificates }
              ca: { type: private-ca, path: ca, create: true, lifetime: 90d }
            certificates:
              provider: files
              list: [{ name: edge, issuer: ca }]
            srvRecords:
              provider: dns
              list:
                - { domain: {{FederationScene.Ours}}, targets: [{ target: xmpp.{{FederationScene.Ours}}, port: {{scene.Our.StartTls.Port}} }] }
                - { domain: {{FederationScene.Ours}}, service: xmpps-server, targets: [{ target: xmpp.{{FederationScene.Ours}}, port: {{scene.Our.DirectTls.Port}} }] }
            """);
        sandbox.Write("our-root.pem", await File.ReadAllTextAsync(scene.Roots, TestContext.Current.CancellationToken));
        var sheet = (await Run.Of(null, ["partner-sheet", FederationScene.Good], folder: sandbox.Folder)).Ended(0);
        var commands = sheet.Out.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("openssl ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, commands.Count);

        foreach (var command in commands)
        {
            // The system's resolver does not know the zones of this scene.
            var here = command.Replace($"-connect xmpp.{FederationScene.Ours}:", "-connect 127.0.0.1:", StringComparison.Ordinal);
            Assert.NotEqual(command, here);
            (await Tool.RunOtherAsync("sh", sandbox.Folder, "-c", here)).Says("Verify return code: 0 (ok)");
            (await Tool.RunOtherAsync("sh", sandbox.Folder, "-c", here.Replace($"-verify_hostname {FederationScene.Ours}", "-verify_hostname other.test", StringComparison.Ordinal))).Says("hostname mismatch");
        }
    }
}
