using XmppDesiredState.Desired;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests.Loading;

public sealed class SeveralFilesTests
{
    private const string Header = "apiVersion: xmppstate/v1\n";
    private const string Base = Header + "name: contoso\nproviders: { lync: { type: fake } }\npartners:\n  provider: lync\n  list:\n    - { domain: a.example, type: Federated, keepAlive: true }\n    - { domain: b.example, type: Federated }\n";

    [Fact]
    public void An_overlay_and_connections_that_are_named_count_though_their_folder_is_named_too()
    {
        using var files = new LoadedFiles(("desired.yaml", "apiVersion: xmppstate/v1\nname: base\n"), ("test.overlay.yaml", "apiVersion: xmppstate/v1\nkind: overlay\nname: test\n"),
            ("connections.yaml", "apiVersion: xmppstate/v1\nkind: connections\nproviders: { dns: { type: fakedns, server: a } }\n"));

        var result = files.Load(files.Request(".", "test.overlay.yaml") with { Connections = "connections.yaml" });

        Assert.Empty(result.Diagnostics);
        Assert.Equal("test", result.State!.Name);
        Assert.Equal(["dns"], result.State.Providers.Keys);
        Assert.Equal(["connections.yaml", "desired.yaml", "test.overlay.yaml"], result.MadeOf.Select(Path.GetFileName));
    }

    [Fact]
    public void Load_Include_JoinsListsAndReadsAFileOnce()
    {
        using var files = new LoadedFiles(("desired.yaml", Base + "include: [more/*.yaml, more/c.yaml]\n"),
            ("more/c.yaml", Header + "partners: { provider: lync, list: [ { domain: c.example, type: Federated } ] }\n"));

        var result = files.Load("desired.yaml", "more/c.yaml");

        Assert.Empty(result.Diagnostics);
        Assert.Equal(["partner/a.example", "partner/b.example", "partner/c.example"], result.State!.Resources.Select(declared => declared.Resource.Id.ToString()));
        Assert.Equal("more/c.yaml", result.State.Resources[2].Where.File);
        Assert.Equal(files.Folder, result.RootFolder);
    }

    [Fact]
    public void Load_Folder_ReadsItsOwnFilesAndSkipsOthersWithANote()
    {
        using var files = new LoadedFiles(("a.yaml", Base), ("compose.yml", "services: &x {}\n"), ("sub/no.yaml", "[["), ("test.overlay.yaml", Header + "kind: overlay\nname: t\n"));

        var result = files.Load();

        Assert.Equal(["XDS1024", "XDS1024"], result.Diagnostics.Select(finding => finding.Code));
        Assert.Equal(2, result.State!.Resources.Length);
        Assert.Equal(["a.yaml"], result.Sources.Keys);
    }

    [Fact]
    public void Load_Overlay_MergesByKeyRemovesAndRenames()
    {
        using var files = new LoadedFiles(("desired.yaml", Base),
            ("test.yaml", Header + "kind: overlay\nname: contoso-test\nremove: [partner/B.example]\npartners: { list: [ { domain: A.example, keepAlive: false }, { domain: c.example, type: PublicUnverified } ] }\n"));

        var result = files.Load("desired.yaml", "test.yaml");

        Assert.Empty(result.Diagnostics);
        Assert.Equal("contoso-test", result.State!.Name);
        Assert.Equal(["a.example", "c.example"], result.State.Resources.Select(declared => declared.Resource.Id.Name));
        Assert.False(result.State.Resources[0].Resource.Get(Partner.KeepAlive));
        Assert.Equal(PartnerType.Federated, result.State.Resources[0].Resource.Get(Partner.Type));
    }

    [Fact]
    public void Load_Connections_ReplaceProviders()
    {
        using var files = new LoadedFiles(("desired.yaml", Base.Replace("type: fake", "type: nonsense", StringComparison.Ordinal)),
            ("base.yaml", Header + "kind: connections\nproviders: { lync: { type: fake, timeout: 5s } }\n"));

        var result = files.Load(files.Request("desired.yaml") with { Connections = "base.yaml" });

        Assert.Empty(result.Diagnostics);
        Assert.Equal(new Value.Number(5), result.State!.Providers["lync"].Options["timeout"]);
    }

    /// <summary>Whoever writes the files does not say where a token or a signature is sent.</summary>
    [Theory]
    [InlineData("runStore: { type: azure-blob, account: mallory, container: kept }", "", "XDS1087")]
    [InlineData("runStore: { type: '${kind}', account: mallory, container: kept }\nvariables: { kind: { type: string, default: azure-blob } }", "", "XDS1087")]
    [InlineData("runStore: { type: folder, path: kept }", "", "folder")]
    [InlineData("", "runStore: { type: azure-blob, account: ours, container: kept }", "ours")]
    [InlineData("runStore: { type: azure-blob, account: mallory, container: kept }", "runStore: { type: azure-blob, account: ours, container: kept }", "ours")]
    public void Load_RunStoreBesideConnections_IsOneOfThem(string ofFiles, string ofConnections, string result)
    {
        using var files = new LoadedFiles(("desired.yaml", Base + ofFiles + "\n"),
            ("base.yaml", Header + $"kind: connections\nproviders: {{ lync: {{ type: fake, timeout: 5s }} }}\n{ofConnections}\n"));

        var loaded = files.Load(files.Request("desired.yaml") with { Connections = "base.yaml" });

        if (result.StartsWith("XDS", StringComparison.Ordinal))
        {
            Assert.Equal(result, Assert.Single(loaded.Diagnostics).Code);
            return;
        }

        Assert.Empty(loaded.Diagnostics);
        var store = loaded.State!.RunStore!;
        Assert.Equal(result, store.Type == "folder" ? store.Type : ((Value.Text)store.Options["account"]).Content);
    }

    [Fact]
    public void Load_SymbolicLinkOutOfTheFolder_IsRefusedAndNotRead()
    {
        if (OperatingSystem.IsWindows()) return;
        using var outside = new LoadedFiles(("secret.yaml", "canary: 1\n"));
        using var files = new LoadedFiles(("desired.yaml", Base + "include: [in.yaml]\n"));
        File.CreateSymbolicLink(Path.Combine(files.Folder, "in.yaml"), Path.Combine(outside.Folder, "secret.yaml"));

        var result = files.Load("desired.yaml");

        Assert.Equal("XDS1026", Assert.Single(result.Diagnostics).Code);
        Assert.DoesNotContain(result.Sources.Values, text => text.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_Variables_TakePrecedenceAndType()
    {
        using var files = new LoadedFiles(("desired.yaml", FullExample.Text.Replace("issuer: ca", "issuer: lync", StringComparison.Ordinal)), ("vars.yaml", "limit: 30\nenv: file\n"));

        var result = files.Load(files.Request("desired.yaml") with { VariableFiles = ["vars.yaml"], Variables = files.Request().Variables.Add("env", "test") });

        Assert.Empty(result.Diagnostics);
        Assert.Equal("contoso-test", result.State!.Name);
        var partner = result.State.Resources.Single(declared => declared.Resource.Id.Name == "fabrikam.com");
        Assert.Equal(30, partner.Resource.Get(Partner.ConnectionLimit));
        Assert.Equal("costs ${5}", result.State.Resources.Single(declared => declared.Resource.Id.Name == "tag:Sales").Resource.Get(AccessPolicy.Description));
        var old = result.State.Resources.Single(declared => declared.Resource.Id.Name == "old.example");
        Assert.Equal(new Value.Flag(false), old.Resource[Partner.KeepAlive]);
        Assert.Equal(Value.Cleared.Instance, old.Resource[Partner.Description]);
        Assert.Equal(Path.Combine(files.Folder, "home", "secret"), ((Value.Secret)result.State.Providers["lync"].Options["secret"]).Reference.Arguments[0]);
        Assert.Equal(Path.Combine(files.Folder, "live"), ((Value.Text)result.State.Providers["lync"].Options["path"]).Content);
    }

    [Fact]
    public void Load_SameContentElsewhere_HasTheSameDigest()
    {
        using var one = new LoadedFiles(("desired.yaml", FullExample.Text));
        using var other = new LoadedFiles(("state.yaml", "# another comment\n" + FullExample.Text));
        using var third = new LoadedFiles(("state.yaml", FullExample.Text.Replace("maxDeletes: 200", "maxDeletes: 201", StringComparison.Ordinal)));

        var digest = one.Load(one.Request("desired.yaml")).State!.ConfigDigest;

        Assert.Equal(digest, other.Load(other.Request("state.yaml")).State!.ConfigDigest);
        Assert.NotEqual(digest, third.Load(third.Request("state.yaml")).State!.ConfigDigest);
    }

    [Fact]
    public void Load_SecretInClear_IsNowhereInTheResult()
    {
        var result = LoadedFiles.LoadBody("gatewaySettings: { dialbackPassphrase: canary-1 }\nedgeAccess: { provider: nope }\n");

        Assert.Equal(["XDS1045", "XDS1080"], result.Diagnostics.Select(finding => finding.Code));
        Assert.DoesNotContain("canary", string.Join("\n", result.Diagnostics.Select(finding => finding.ToString()).Concat(result.Sources.Values)), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SecretAmongTexts_HasAnAbsolutePath()
    {
        using var files = new LoadedFiles(("desired.yaml", "apiVersion: xmppstate/v1\nproviders: { a: { type: fake, variables: { A: text, B: { file: secrets/b } } } }\n"));
        var state = files.Load(files.Request("desired.yaml")).State!;

        var variables = Assert.IsType<Value.Map>(state.Providers["a"].Options["variables"]).Items;
        Assert.Equal(new Value.Text("text"), variables["A"]);
        Assert.Equal(Path.Combine(files.Folder, "secrets", "b"), Assert.IsType<Value.Secret>(variables["B"]).Reference.Arguments[0]);
    }

    [Fact]
    public void Load_EmptyList_IsSaidToBeEmpty()
    {
        var section = Assert.Single(LoadedFiles.LoadBody("partners: { unlisted: delete, list: [] }\n").State!.Sections);

        Assert.True(section.IsEmpty);
        Assert.Equal(UnlistedPolicy.Delete, section.Unlisted);
        Assert.Equal(["lync"], section.Providers);
    }
}
