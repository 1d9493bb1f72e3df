using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.CommandIssuer;
using XmppDesiredState.Providers.Tests.Issuing;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.CommandIssuer;

/// <summary>A folder with a CA in files and a script of sh that stands in for its client.</summary>
internal sealed class IssuerBench : IAsyncDisposable
{
    public const string Canary = "canary-7f3a-never-show-this";

    /// <summary>Signs the request on the standard input with the CA in the folder.</summary>
    public const string Sign = "openssl x509 -req -CA ca.pem -CAkey ca.key -copy_extensions copy -days 30 2>/dev/null";

    private readonly Dictionary<string, Value> options = new(StringComparer.Ordinal);

    public IssuerBench()
    {
        var ca = new TestCa(DateTimeOffset.UtcNow);
        File.WriteAllText(Path.Combine(Folder, "ca.pem"), ca.Root);
        File.WriteAllText(Path.Combine(Folder, "ca.key"), ca.RootKey);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory().FullName;

    public TestRequest Request { get; } = new();

    public bool AllowPrograms { get; init; } = true;

    public List<string> Progress { get; } = [];

    public IProvider Provider => new CommandIssuerProviderFactory().Create(new ProviderSettings("ca", Folder, Value.Map.NoItems.AddRange(options), Reveal, TimeProvider.System, Progress.Add, AllowPrograms));

    public IssuerBench With(string script, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(Folder, "issue.sh"), script + "\n");
        return With("run", new Value.List([.. new[] { "sh", "issue.sh" }.Concat(arguments).Select(word => new Value.Text(word))]));
    }

    public IssuerBench With(string option, Value value)
    {
        options[option] = value;
        return this;
    }

    /// <summary>As the loader hands it on: absolute.</summary>
    public IssuerBench WithChain(string path) => With("chain", new Value.Text(Path.Combine(Folder, path)));

    public IssuerBench WithEnvironment(string name, Value value) =>
        With("environment", new Value.Map((options.GetValueOrDefault("environment") as Value.Map)?.Items.Add(name, value) ?? Value.Map.NoItems.Add(name, value)));

    public static Value Secret(string name) => new Value.Secret(new SecretReference(SecretSource.Environment, [name]));

    public Task<StepOutcome> IssueAsync() => TestRequest.RunAsync(Provider, Request.Fresh);

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file)).Trim();

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static ValueTask<ReadOnlyMemory<char>> Reveal(SecretReference reference, CancellationToken cancellationToken) => reference.Arguments[0] == "MISSING"
        ? throw new ProviderException(CommandIssuerDiagnostics.Forbidden.At(null, "The secret is not there.", "Set it."))
        : ValueTask.FromResult<ReadOnlyMemory<char>>(Canary.AsMemory());
}
