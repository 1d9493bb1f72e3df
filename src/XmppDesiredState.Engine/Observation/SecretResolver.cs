using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Files;
using XmppDesiredState.Programs;
using XmppDesiredState.Providers;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Observation;

/// <summary>Fetches secrets at their first use: environment variables, files, programs started without a shell. Keeps nothing.</summary>
/// <param name="environment">Reads a variable; null when it is not set.</param>
/// <param name="allowPrograms">False under <c>--no-exec</c>.</param>
public sealed class SecretResolver(Func<string, string?> environment, bool allowPrograms)
{
    private const int MaximumLength = 64 * 1024;
    private static readonly TimeSpan ProgramTime = TimeSpan.FromSeconds(30);

    /// <inheritdoc cref="RevealSecret" />
    public async ValueTask<ReadOnlyMemory<char>> RevealAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        var content = reference.Source switch
        {
            SecretSource.Environment => environment(reference.Arguments[0]),
            SecretSource.File => ReadFile(reference.Arguments[0]),
            _ => await RunAsync(reference, cancellationToken),
        };
        return string.IsNullOrEmpty(content) ? throw new ProviderException(SecretDiagnostics.MissingAll([reference])) : content.AsMemory();
    }

    /// <summary>Those that can be told to be missing without running a program, so that all are named together.</summary>
    public ImmutableArray<SecretReference> Missing(IEnumerable<SecretReference> references) =>
        [.. references.Distinct().Where(reference => reference.Source switch
        {
            SecretSource.Environment => string.IsNullOrEmpty(environment(reference.Arguments[0])),
            SecretSource.File => !File.Exists(reference.Arguments[0]),
            _ => false,
        })];

    private static string? ReadFile(string path)
    {
        try
        {
            return BoundedFile.Read(path, MaximumLength) is { } bytes ? TrimEnd(Encoding.UTF8.GetString(bytes.Span).TrimStart('\ufeff')) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<string?> RunAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        if (!allowPrograms)
            throw new ProviderException(SecretDiagnostics.ProgramForbidden.At(null, $"The secret's {reference} may not run: --no-exec is given.", "Use { env: NAME } or { file: path } for it."));
        var call = new ProgramCall(reference.Arguments, Folder: null, ProgramTime) { OutputLimit = MaximumLength };
        return await ProgramRunner.RunAsync(call, TimeProvider.System, cancellationToken) switch
        {
            ProgramResult.Ended { ExitCode: 0, Output.Length: > 0 } ended => TrimEnd(ProgramText.Decode(ended.Output.Span).TrimStart('\ufeff')),
            ProgramResult.Ended { ExitCode: 0 } => throw Failed(reference, "printed nothing"),
            ProgramResult.Ended ended => throw Failed(reference, $"ended with exit code {ended.ExitCode}"),
            ProgramResult.NotStarted not => throw Failed(reference, not.Why),
            ProgramResult.TooMuchOutput => throw Failed(reference, $"printed more than {MaximumLength} bytes"),
            _ => throw Failed(reference, $"did not end within {Duration.Format(ProgramTime)}"),
        };
    }

    private static ProviderException Failed(SecretReference reference, string what) =>
        new(SecretDiagnostics.ProgramFailed.At(null, $"The secret's {reference} {what}.", "Run it by hand as this user to see why."));

    // Editors end a file with a line break that is not part of the secret.
    private static string TrimEnd(string content) =>
        content.EndsWith("\r\n", StringComparison.Ordinal) ? content[..^2] : content.EndsWith('\n') ? content[..^1] : content;
}
