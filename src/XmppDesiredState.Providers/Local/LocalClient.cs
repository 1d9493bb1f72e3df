using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Files;
using XmppDesiredState.Resources;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Providers.Local;

/// <summary>The live folder: the only code of this provider that touches the disk.</summary>
internal sealed class LocalClient(string folder, TimeProvider clock)
{
    internal const string Extension = ".yaml";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All live files of one kind, in the order of their names; none when the folder does not exist yet.</summary>
    /// <param name="map">What becomes of each file; called from several threads.</param>
    /// <param name="notes">What was passed over is added here.</param>
    /// <exception cref="ProviderException">One of them could not be read.</exception>
    public ImmutableArray<T> ReadAll<T>(Kind kind, Func<LocalFile, T> map, ICollection<Diagnostic> notes, CancellationToken cancellationToken)
    {
        var files = List(kind, notes);
        var read = new T[files.Length];
        try
        {
            Parallel.For(0, files.Length, new ParallelOptions { CancellationToken = cancellationToken },
                index => read[index] = map(Read(files[index].Id, files[index].Path) ?? throw Unreadable(files[index].Path, "it vanished while the folder was read.")));
        }
        catch (AggregateException several) when (several.InnerExceptions.All(problem => problem is ProviderException))
        {
            // Several threads may each have found one; which is named must not depend on their luck.
            throw several.InnerExceptions.Cast<ProviderException>().MinBy(problem => $"{problem.Diagnostic}", StringComparer.Ordinal) ?? (Exception)several;
        }

        return [.. read];
    }

    /// <summary>One live file, null when it does not exist.</summary>
    /// <exception cref="ProviderException">It could not be read.</exception>
    public LocalFile? Read(ResourceId id) => Read(id, Locate(id));

    /// <summary>Whole or not at all (<see cref="AtomicFile"/>).</summary>
    public void Write(ResourceId id, string text)
    {
        Directory.CreateDirectory(FolderOf(id.Kind));
        AtomicFile.Write(Locate(id), Utf8.GetBytes(text));
    }

    public void Delete(ResourceId id) => File.Delete(Locate(id));

    /// <summary>Keeps other processes from writing until it is disposed; null when another one holds it for ten seconds.</summary>
    /// <remarks>The system releases it with the process, however that ends.</remarks>
    public Task<IDisposable?> LockAsync(CancellationToken cancellationToken) => FolderLock.TakeAsync(folder, clock, cancellationToken);

    private string FolderOf(Kind kind) => Path.Combine(folder, kind.Name);

    private static SourceSpan Start(string path) => new(Show(path), 1, 1, 1, 1);

    private static string Show(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }

    private static ProviderException Unreadable(string path, string why, Exception? inner = null) =>
        new(LocalDiagnostics.Unreadable.At(null, $"{Show(path)} cannot be read: {why}", "Check the path and its permissions."), inner);

    private ImmutableArray<(ResourceId Id, string Path)> List(Kind kind, ICollection<Diagnostic> notes)
    {
        var byName = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in PathsOf(kind))
        {
            var file = Path.GetFileName(path);
            if (file.StartsWith('.') || file.EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal)) continue;
            if (!file.EndsWith(Extension, StringComparison.Ordinal))
            {
                notes.Add(LocalDiagnostics.PassedOver.At(Start(path), $"{Show(path)} is no live file.", "Rename it to end in .yaml, or move it elsewhere."));
                continue;
            }

            if (PortableFileName.Read(file, Extension) is not { } name || LocalMapper.CanonicalName(kind, name) is not { } canonical)
                throw new ProviderException(LocalDiagnostics.BadName.At(Start(path), $"{Show(path)} does not name a {kind.Name}.", "Rename it after its resource, or move it elsewhere."));
            if (canonical != name)
                throw new ProviderException(LocalDiagnostics.BadName.At(Start(path), $"{Show(path)} does not bear the name that {kind.Name}/{canonical} is compared by.", $"Rename it to {PortableFileName.Of(canonical, Extension)}."));
            if (!byName.TryAdd(name, path))
                throw new ProviderException(LocalDiagnostics.BadName.At(Start(path), $"{Show(path)} and {Show(byName[name])} are both {kind.Name}/{name}.", "Delete one of them."));
        }

        return [.. byName.Select(file => (new ResourceId(kind, file.Key), file.Value))];
    }

    private string[] PathsOf(Kind kind)
    {
        try
        {
            if (File.Exists(folder)) throw Unreadable(folder, "it is a file where the live folder should be.");
            if (File.Exists(FolderOf(kind))) throw Unreadable(FolderOf(kind), "it is a file where a folder should be.");
            return Directory.GetFiles(FolderOf(kind));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was written yet. A folder that is there and may not be read fails otherwise.
            return [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(FolderOf(kind), Sentence(problem), problem);
        }
    }

    // Partners' names are lower case throughout; only a policy can have a twin in another case.
    private string Locate(ResourceId id)
    {
        var plain = Path.Combine(FolderOf(id.Kind), PortableFileName.Of(id.Name, Extension));
        if (id.Kind == Partner.Kind) return plain;
        var files = PathsOf(id.Kind);
        return files.FirstOrDefault(path => PortableFileName.Read(Path.GetFileName(path), Extension) == id.Name)
            ?? (files.Contains(plain, StringComparer.OrdinalIgnoreCase) ? Path.Combine(FolderOf(id.Kind), PortableFileName.Distinct(id.Name, Extension)) : plain);
    }

    private static LocalFile? Read(ResourceId id, string path)
    {
        try
        {
            var bytes = (BoundedFile.Read(path, YamlLimits.Default.Bytes) ?? throw Unreadable(path, $"it has more than {YamlLimits.Default.Bytes} bytes.")).Span;
            return new LocalFile(id, path, Show(path), Utf8.GetString(bytes).TrimStart('\ufeff'), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (DecoderFallbackException problem)
        {
            throw Unreadable(path, "it is not UTF-8.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, Sentence(problem), problem);
        }
    }

    private static string Sentence(Exception problem) => problem.Message.TrimEnd('.') + ".";
}
