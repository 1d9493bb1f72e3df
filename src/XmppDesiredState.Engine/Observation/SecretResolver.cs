using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using XmppDesiredState.Files;
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
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ProgramTime);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(reference.Arguments[0], reference.Arguments.Skip(1))
            {
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                CreateNoWindow = true,
            })!;
            try
            {
                process.StandardInput.Close();
                var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, timeout.Token);
                var buffer = new char[MaximumLength + 1];
                var length = await process.StandardOutput.ReadBlockAsync(buffer, timeout.Token);
                if (length > MaximumLength) throw Failed(reference, $"printed more than {MaximumLength} characters", null);
                await errors;
                await process.WaitForExitAsync(timeout.Token);
                if (process.ExitCode == 0 && length > 0) return TrimEnd(new string(buffer, 0, length));
                throw Failed(reference, process.ExitCode == 0 ? "printed nothing" : $"ended with exit code {process.ExitCode}", null);
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(reference, $"did not end within {Duration.Format(ProgramTime)}", null);
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw Failed(reference, "could not be started", problem);
        }
    }

    private static ProviderException Failed(SecretReference reference, string what, Exception? inner) =>
        new(SecretDiagnostics.ProgramFailed.At(null, $"The secret's {reference} {what}.", "Run it by hand as this user to see why."), inner);

    // Editors end a file with a line break that is not part of the secret.
    private static string TrimEnd(string content) =>
        content.EndsWith("\r\n", StringComparison.Ordinal) ? content[..^2] : content.EndsWith('\n') ? content[..^1] : content;
}
