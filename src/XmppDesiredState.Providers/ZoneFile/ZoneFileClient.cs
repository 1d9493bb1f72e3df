using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Files;
using XmppDesiredState.Providers.ZoneFile.Master;

namespace XmppDesiredState.Providers.ZoneFile;

/// <summary>The files of the zones and the check program: the only part that touches either.</summary>
internal sealed class ZoneFileClient(ProviderSettings settings)
{
    private const long MaximumBytes = 64 * 1024 * 1024;
    private const string LockFile = ".xmppstate.lock";
    private const int LockAttempts = 400;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan CheckTime = TimeSpan.FromMinutes(1);

    private readonly ZoneCheck check = settings.Get(ZoneFileOptions.Check) ?? ZoneCheck.Auto;
    private bool saidWhy;

    public string Relative(string path) => Path.GetRelativePath(settings.Folder, path).Replace('\\', '/');

    /// <exception cref="ProviderException">The zone is unknown.</exception>
    public ZoneContent Read(string zone, string path)
    {
        var full = Path.GetFullPath(path, settings.Folder);
        var real = Follow(full);
        if ((FindJournal(full) ?? FindJournal(real)) is { } journal)
            throw new ProviderException(ZoneFileDiagnostics.Dynamic.At(null, $"The zone {zone} is dynamic: the journal {Relative(journal)} lies beside its file.",
                "Use a provider of type rfc2136 for it, or run rndc freeze first and see that the journal is gone."));

        var text = Load(real, message => ZoneFileDiagnostics.Unreadable.At(null, message, $"Correct the path of {zone} under zones, or the permissions."));
        return ZoneReader.Read(zone, text, (from, offset, name) => Include(real, from, offset, name));
    }

    /// <summary>Reads edited files as if they were written.</summary>
    public ZoneContent ReadCandidate(ZoneContent content, ImmutableArray<ZoneText> files)
    {
        var root = files[0].Path;
        return ZoneReader.Read(content.Zone, files[0], (from, offset, name) =>
            files.FirstOrDefault(file => file.Path == IncludedPath(root, from, offset, name)) ?? Include(root, from, offset, name));
    }

    /// <summary>Null when the check program is content or there is none.</summary>
    /// <exception cref="ProviderException">The declared program cannot be run.</exception>
    public async Task<Diagnostic?> CheckAsync(string zone, ImmutableArray<ZoneText> files, CancellationToken cancellationToken)
    {
        if (check.Command.IsEmpty) return null;
        if (!settings.AllowPrograms)
        {
            SayOnce($"The zone {zone} is not checked: programs are not allowed (--no-exec).");
            return null;
        }

        try
        {
            return await CheckCopiesAsync(zone, files, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProviderException(ZoneFileDiagnostics.CheckBroken.At(null, $"The copies of {zone} for the check cannot be written: {failure.Message}", "See to the temporary folder, or set check to off."), failure);
        }
    }

    /// <summary>Writes the files that differ, the zone file with the serial last. False, and nothing written, when a file is no longer as it was read.</summary>
    /// <exception cref="ProviderException">They cannot be written.</exception>
    public async Task<bool> TryReplaceAsync(ZoneContent content, ImmutableArray<ZoneText> files, CancellationToken cancellationToken)
    {
        var written = 0;
        try
        {
            using var held = await LockAsync(Path.GetDirectoryName(files[0].Path)!, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            if (content.Files.Any(file => !File.ReadAllBytes(file.Path).AsSpan().SequenceEqual(file.Bytes)) || FindJournal(files[0].Path) is not null) return false;
            var changed = files.Where((file, index) => !ReferenceEquals(file.Bytes, content.Files[index].Bytes)).Reverse().ToList();
            foreach (var file in changed)
            {
                if (File.GetAttributes(file.Path).HasFlag(FileAttributes.ReadOnly)) throw new UnauthorizedAccessException($"{file.Shown} is read-only.");
            }

            foreach (var file in changed)
            {
                AtomicFile.Write(file.Path, file.Bytes);
                written++;
            }

            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProviderException(written == 0
                ? ZoneFileDiagnostics.NotWritten.At(null, $"The file of {content.Zone} cannot be written: {failure.Message}", "Give this user write permission on the file and its folder.")
                : ZoneFileDiagnostics.Partial.At(null, $"Only some files of {content.Zone} were written: {failure.Message}", "See to permissions and space, then plan again."), failure);
        }
    }

    // Between the compare and the rename no other xmppstate writes. The system frees the lock when the process ends, however it ends.
    private async Task<FileStream> LockAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, LockFile);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException) when (attempt < LockAttempts && File.Exists(path))
            {
                await Task.Delay(LockPause, settings.Clock, cancellationToken);
            }
        }
    }

    private static string? FindJournal(string path) => File.Exists(path + ".jnl") ? path + ".jnl" : null;

    // Written through the link, so that the link stays one.
    private static string Follow(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private ZoneText Load(string path, Func<string, Diagnostic> explain)
    {
        try
        {
            if (Directory.Exists(path)) throw new ProviderException(explain($"{Relative(path)} is a folder."));
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > MaximumBytes) throw new ProviderException(explain($"{Relative(path)} is larger than 64 MB."));
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new ZoneText(path, Relative(path), bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            var reason = failure is FileNotFoundException or DirectoryNotFoundException ? "it is not there" : "this user may not read it, or it is being replaced";
            throw new ProviderException(explain($"{Relative(path)} cannot be read: {reason}."), failure);
        }
    }

    private ZoneText Include(string root, ZoneText from, int offset, string name)
    {
        var path = IncludedPath(root, from, offset, name);
        return Load(path, message => from.Refuse(ZoneFileDiagnostics.IncludeRefused, offset, message, "Correct the $INCLUDE or the permissions.").Diagnostic);
    }

    private static string IncludedPath(string root, ZoneText from, int offset, string name)
    {
        var folder = Path.GetDirectoryName(root)!;
        var path = name.Length == 0 || name.Contains('\0') ? folder : Follow(Path.GetFullPath(name, folder));
        var isInside = path.StartsWith(folder.EndsWith(Path.DirectorySeparatorChar) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isInside ? path : throw from.Refuse(ZoneFileDiagnostics.IncludeRefused, offset, "The included file lies outside the folder of the zone file.",
            "Move it below that folder, or keep the managed records in a zone file without the $INCLUDE.");
    }

    private async Task<Diagnostic?> CheckCopiesAsync(string zone, ImmutableArray<ZoneText> files, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("xmppstate-zone-").FullName;
        try
        {
            var root = Path.GetDirectoryName(files[0].Path)!;
            foreach (var file in files)
            {
                var copy = Path.Combine(folder, Path.GetRelativePath(root, file.Path));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                AtomicFile.Write(copy, file.Bytes, AtomicFile.Private);
            }

            return await RunAsync(zone, folder, Path.Combine(folder, Path.GetFileName(files[0].Path)), cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Diagnostic?> RunAsync(string zone, string folder, string file, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(check.Command[0], [.. check.Command.Skip(1), zone, file])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        using var time = new CancellationTokenSource(CheckTime, settings.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                process.StandardInput.Close();
                var output = process.StandardOutput.ReadToEndAsync(either.Token);
                var error = process.StandardError.ReadToEndAsync(either.Token);
                await process.WaitForExitAsync(either.Token);
                if (process.ExitCode == 0) return null;
                var said = string.Join(' ', (await output + '\n' + await error).Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(5));
                return ZoneFileDiagnostics.CheckRefused.At(null, $"{check.Command[0]} refused the zone {zone}: {(said.Length <= 500 ? said : said[..500])}", "Correct what it names, then plan again.");
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Win32Exception) when (!check.IsRequired)
        {
            SayOnce($"The zone {zone} is not checked by {check.Command[0]}: it is not installed here.");
            return null;
        }
        catch (Exception failure) when (failure is Win32Exception || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ProviderException(ZoneFileDiagnostics.CheckBroken.At(null, $"{check.Command[0]} could not be run for {zone}, or did not end within a minute.", "Correct check, or set it to off."), failure);
        }
    }

    private void SayOnce(string line)
    {
        if (!saidWhy) settings.Progress(line);
        saidWhy = true;
    }
}
