using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Files;
using XmppDesiredState.Programs;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.CommandIssuer;

/// <summary>Runs the program: the only code of this provider that touches processes and files.</summary>
internal sealed class CommandIssuerClient(ProviderSettings settings)
{
    private const int ChainLimit = 1024 * 1024;
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromMinutes(10);

    public TimeSpan Timeout { get; } = settings.TryGet(CommandIssuerOptions.Timeout, out var given) ? given : UsualTimeout;

    public string Program { get; } = settings.Get(CommandIssuerOptions.Run) is { IsDefaultOrEmpty: false } run ? run[0] : "";

    /// <exception cref="ProviderException">A secret is not there.</exception>
    /// <exception cref="IOException">The request could not be laid into a temporary folder.</exception>
    public async Task<CommandIssuerAnswer> AskAsync(WantedCertificate wanted, string request, CancellationToken cancellationToken)
    {
        var (environment, secrets) = await EnvironmentAsync(cancellationToken);
        // Only this user may look into it: other programs find nothing to exchange the request for their own.
        var temporary = Directory.CreateTempSubdirectory("xmppstate-issue-").FullName;
        try
        {
            var content = Encoding.UTF8.GetBytes(request);
            var path = Path.Combine(temporary, PortableFileName.Of(wanted.Name, ".csr"));
            AtomicFile.Write(path, content);
            var values = CommandIssuerMapper.Values(wanted, path);
            var folder = settings.Get(CommandIssuerOptions.Folder) ?? settings.Folder;
            var call = new ProgramCall(ArgumentTemplate.Fill(settings.Get(CommandIssuerOptions.Run), values), folder, Timeout)
            {
                Input = content,
                Environment = environment.SetItem("XMPPSTATE_NAME", wanted.Name).SetItem("XMPPSTATE_NAMES", values["names"]).SetItem("XMPPSTATE_REQUEST", path),
            };
            var result = await ProgramRunner.RunAsync(call, settings.Clock, cancellationToken);
            if (result is not ProgramResult.Ended { ExitCode: 0 } ended) return new CommandIssuerAnswer(result, null, "", secrets);
            if (settings.Get(CommandIssuerOptions.Chain) is not { } chain) return new CommandIssuerAnswer(result, ended.Output, "on its standard output", secrets);
            var file = CommandIssuerMapper.ChainPath(chain, settings.Folder, values);
            return new CommandIssuerAnswer(result, Read(file), $"in {Path.GetRelativePath(settings.Folder, file).Replace('\\', '/')}", secrets);
        }
        finally
        {
            Remove(temporary);
        }
    }

    private async Task<(ImmutableSortedDictionary<string, string> Variables, ImmutableArray<string> Secrets)> EnvironmentAsync(CancellationToken cancellationToken)
    {
        var variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var secrets = ImmutableArray.CreateBuilder<string>();
        if (settings.TryGet(CommandIssuerOptions.Environment, out var declared))
        {
            foreach (var (name, value) in declared)
            {
                variables[name] = value.Secret is { } secret ? (await settings.Reveal(secret.Reference, cancellationToken)).ToString() : value.Text ?? "";
                if (value.Secret is not null) secrets.Add(variables[name]);
            }
        }

        return (variables.ToImmutable(), secrets.ToImmutable());
    }

    private static ReadOnlyMemory<byte>? Read(string path)
    {
        try
        {
            return BoundedFile.Read(path, ChainLimit);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Something that the program left running holds a file open. A request is public, so nothing is lost but order.
            return;
        }
    }
}
