using XmppDesiredState.Diagnostics;
using XmppDesiredState.Files;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Files;

/// <summary>Reads one file as far as it can be read without knowing what it means. Never throws for what a file or a disk does.</summary>
internal static class FileReader
{
    /// <summary>Null when a finding was added.</summary>
    /// <param name="origin">The place that named the file; null for the command line.</param>
    /// <param name="text">The file's text, where it is text; for excerpts.</param>
    public static YamlMapping? Read(string fullPath, string name, SourceSpan? origin, YamlLimits limits, ICollection<Diagnostic> findings, out string? text)
    {
        text = null;
        if (ReadBytes(fullPath, name, origin, limits.Bytes, findings) is not { } bytes) return null;
        text = YamlSource.Read(bytes.Span, name, limits, findings);
        if (text is null) return null;
        var root = YamlTree.Parse(text, name, limits, findings);
        if (root is null) return null;
        if (root is YamlMapping mapping) return mapping;
        findings.Add(LoadDiagnostics.WrongValue.At(root.Span with { EndLine = root.Line, EndColumn = root.Column + 1 }, "The file is not a map of keys.", "Begin it with apiVersion: xmppstate/v1."));
        return null;
    }

    private static ReadOnlyMemory<byte>? ReadBytes(string fullPath, string name, SourceSpan? origin, int most, ICollection<Diagnostic> findings)
    {
        try
        {
            if (BoundedFile.Read(fullPath, most) is { } bytes) return bytes;
            findings.Add(YamlDiagnostics.OverLimit.At(new SourceSpan(name, 1, 1, 1, 1), $"The file is larger than {most} bytes.", "Split it: lists of several files are joined."));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Add(LoadDiagnostics.NotFound.At(origin, $"There is no file {name}.", "Check its spelling."));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            findings.Add(Unreadable(name, origin, problem));
        }

        return null;
    }

    public static Diagnostic Unreadable(string name, SourceSpan? origin, Exception problem) =>
        LoadDiagnostics.Unreadable.At(origin, $"{name} cannot be read: {Reason(problem)}.", "Name a file, and check that you may read it.");

    // The system's own message repeats the absolute path, which the summary says better.
    private static string Reason(Exception problem) => problem switch
    {
        UnauthorizedAccessException => "access is denied",
        PathTooLongException => "the path is too long",
        DeadPipeException => "it is a pipe that nobody writes to",
        _ => "the system reports an error (0x" + problem.HResult.ToString("X8", System.Globalization.CultureInfo.InvariantCulture) + ")",
    };
}
