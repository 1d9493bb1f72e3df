using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Certificates;
using XmppDesiredState.Files;

namespace XmppDesiredState.Providers.Manual;

/// <summary>The folders of requests and answers: the only code of this provider that touches the disk.</summary>
internal sealed class ManualClient(string requests, string certificates)
{
    private const int MostFiles = 1000;

    /// <summary>The folder of answers as people read it.</summary>
    public string Answers => Show(certificates);

    /// <summary>The file of a request as people read it.</summary>
    public string RequestOf(string name) => Show(RequestPath(name));

    /// <summary>Lays out the request and its summary; a file that has this content already is not touched, so that its time says when it came.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(string name, string request, string summary)
    {
        Directory.CreateDirectory(requests);
        WriteIfNew(RequestPath(name), request);
        WriteIfNew(Path.ChangeExtension(RequestPath(name), ".txt"), summary);
    }

    /// <summary>Every certificate in the folder of answers; none when the folder does not exist yet.</summary>
    /// <exception cref="ProviderException">The folder cannot be read.</exception>
    public ManualFolder Read(CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<(string, ImmutableArray<ParsedCertificate>)>();
        var unread = ImmutableArray.CreateBuilder<string>();
        foreach (var path in List())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Path.GetFileName(path);
            if (name.EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal)) continue;
            if (Content(path) is not { } content) unread.Add(name);
            else if (CertificateFile.Read(content) is { IsEmpty: false } found) files.Add((name, found));
        }

        return new ManualFolder(files.ToImmutable(), unread.ToImmutable());
    }

    private string RequestPath(string name) => Path.Combine(requests, PortableFileName.Of(name, ".csr"));

    private string[] List()
    {
        try
        {
            if (File.Exists(certificates)) throw ManualDiagnostics.UnreadableFolder(Answers, "it is a file where a folder should be");
            var files = Directory.EnumerateFiles(certificates).Take(MostFiles + 1).ToArray();
            if (files.Length > MostFiles) throw ManualDiagnostics.UnreadableFolder(Answers, $"it holds more than {MostFiles} files");
            Array.Sort(files, StringComparer.Ordinal);
            return files;
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw ManualDiagnostics.UnreadableFolder(Answers, problem.Message.TrimEnd('.'), problem);
        }
    }

    private static ReadOnlyMemory<byte>? Content(string path)
    {
        try
        {
            return BoundedFile.Read(path, CertificateFile.Largest);
        }
        catch (FileNotFoundException)
        {
            // It was taken away while the folder was read, or is a link to nothing.
            return ReadOnlyMemory<byte>.Empty;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void WriteIfNew(string path, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        if (Content(path) is { } held && held.Span.SequenceEqual(content)) return;
        AtomicFile.Write(path, content);
    }

    private static string Show(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }
}
