using Azure.Storage;
using Azure.Storage.Blobs;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>A run store in a container, over a real Azurite, by a state file alone.</summary>
public sealed class BlobStoreSpecs : IClassFixture<BlobStoreSpecs.Emulator>, IDisposable
{
    private readonly Sandbox sandbox = Sandbox.Of("minimal");
    private readonly string container = $"xmppstate-{Guid.NewGuid():N}";
    private readonly AzuriteServer azurite;

    public BlobStoreSpecs(Emulator emulator)
    {
        azurite = emulator.Server;
        sandbox.Write("desired.yaml", sandbox.Read("desired.yaml") + $"\nrunStore: {{ type: azure-blob, account: {AzuriteServer.Account}, container: {container}, prefix: test, endpoint: {azurite.Endpoint}, accountKey: {{ env: STORE_KEY }} }}\n");
    }

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task I_can_plan_apply_and_look_back_from_runners_that_keep_nothing()
    {
        Directory.CreateDirectory(sandbox.PathOf(".git"));
        await MakeContainerAsync();
        (await RunAsync("plan", "--out", "plan.json")).Ended(0);
        (await RunAsync("apply", "plan.json", "--reason", "why not", "--pull-request", "17")).Ended(0).Says("Apply complete!");
        (await RunAsync("plan", "--detailed-exitcode")).Ended(0).Says("No changes.");
        (await RunAsync("runs", "--actor", "octo", "--outcome", "complete")).Ended(0).Says("octo").Says("commit abc").Says("pull request 17").Says("reason: why not");
        (await RunAsync("unlock")).Ended(0).Says($"{azurite.Endpoint}/{container}/test is not locked.");
        (await RunAsync("drift")).Ended(0);
        Assert.False(sandbox.Has(".xmppstate/last-applied.json"));
    }

    [Fact]
    public async Task I_am_told_who_holds_the_lock_on_another_machine()
    {
        await MakeContainerAsync();
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var first = Run.Of(null, ["apply"], Variables, terminal: true, folder: sandbox.Folder, reader: new Asked(() =>
        {
            reached.SetResult();
            goOn.Task.Wait();
            return "yes";
        }));
        await reached.Task;

        (await RunAsync("apply", "--auto-approve")).Ended(5).Says("octo on machine");
        (await RunAsync("unlock")).Ended(5).Says("XDS7010").Says("octo on machine");
        (await RunAsync("drift")).Ended(5);
        (await RunAsync("unlock", "--break", "another")).Ended(5).Says("XDS7010");
        goOn.SetResult();
        (await first).Ended(0);
        (await RunAsync("apply", "--auto-approve")).Ended(0);
    }

    [Fact]
    public async Task I_am_told_that_the_container_is_not_there()
    {
        foreach (var command in new[] { "plan", "apply --auto-approve", "runs", "unlock" }) (await RunAsync(command.Split(' '))).Ended(1).Says("XDS8010").Says("make the container");
    }

    [Fact]
    public async Task I_can_validate_without_the_store()
    {
        sandbox.Edit("desired.yaml", $"{azurite.Endpoint.Port}", $"{FreePort.Take()}");
        (await RunAsync("validate")).Ended(0);
        (await Run.Of(null, ["validate"], folder: sandbox.Folder)).Ended(0);
        (await RunAsync("plan")).Ended(1).Says("XDS8013").Says("the server could not be reached");
    }

    [Theory]
    [InlineData("account: devstoreaccount1", "account: Not-A-Name", "account is not the name of a storage account")]
    [InlineData("container: xmppstate-", "container: a--", "container is not the name")]
    [InlineData("prefix: test", "prefix: ../test", "prefix is no beginning")]
    [InlineData("endpoint: http://127.0.0.1", "endpoint: http://contoso.example", "endpoint is no https address")]
    [InlineData("prefix: test", "credential: auto", "More than one of credential, accountKey and sas")]
    [InlineData(", accountKey: { env: STORE_KEY }", "", "A token is only sent over https")]
    public async Task I_am_told_at_its_place_what_is_wrong_with_the_declaration(string from, string to, string told)
    {
        sandbox.Edit("desired.yaml", from, to);
        (await RunAsync("validate")).Ended(1).Says("XDS8006").Says(told).Says("desired.yaml:");
    }

    [Fact]
    public async Task I_am_told_that_a_key_in_the_file_is_a_secret_in_the_open()
    {
        sandbox.Edit("desired.yaml", "accountKey: { env: STORE_KEY }", $"accountKey: {AzuriteServer.Key}");
        (await RunAsync("validate")).Ended(1).Says("secret in clear text");
    }

    [Theory]
    [InlineData("c2VjcmV0LWNhbmFyeS1uZXZlci1zaG93")]
    [InlineData("not-base64-canary!")]
    public async Task I_am_told_of_a_key_that_is_wrong_without_seeing_it(string key)
    {
        await MakeContainerAsync();
        foreach (var format in new[] { "text", "json" })
            (await Run.Of(null, ["plan", "--log-level", "debug", "--format", format], variables => variables["STORE_KEY"] = key, folder: sandbox.Folder)).Ended(1).Says("XDS8011").Never(key);
    }

    [Fact]
    public async Task I_am_told_of_a_signature_that_is_wrong_without_seeing_it()
    {
        const string canary = "canaryc2lnbmF0dXJl";
        await MakeContainerAsync();
        sandbox.Edit("desired.yaml", "accountKey: { env: STORE_KEY }", "sas: { env: STORE_KEY }");
        (await Run.Of(null, ["plan", "--log-level", "debug"], variables => variables["STORE_KEY"] = $"?sv=2022-11-02&sr=c&sp=racwdl&se=2030-01-01T00:00:00Z&sig={canary}", folder: sandbox.Folder))
            .Ended(1).Says("XDS8011").Never(canary);
    }

    private static void Variables(Dictionary<string, string> variables)
    {
        variables["STORE_KEY"] = AzuriteServer.Key;
        variables["CI"] = "true";
        variables["GITHUB_ACTOR"] = "octo";
        variables["GITHUB_SHA"] = "abc";
    }

    private async Task<Run> RunAsync(params string[] args) => (await Run.Of(null, args, Variables, folder: sandbox.Folder)).Never(AzuriteServer.Key);

    private Task MakeContainerAsync() => new BlobContainerClient(new Uri($"{azurite.Endpoint}/{container}"), new StorageSharedKeyCredential(AzuriteServer.Account, AzuriteServer.Key))
        .CreateAsync(cancellationToken: TestContext.Current.CancellationToken);

    public sealed class Emulator : IAsyncLifetime
    {
        public AzuriteServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await AzuriteServer.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }

    private sealed class Asked(Func<string> answer) : StringReader("")
    {
        public override string ReadLine() => answer();

        public override Task<string?> ReadLineAsync() => Task.Run<string?>(answer);

        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => new(Task.Run<string?>(answer, cancellationToken));
    }
}
