using System.Buffers;
using System.Text;
using System.Text.Unicode;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Yaml;

/// <summary>Turns the bytes of a file into text, or says where and why they are none.</summary>
public static class YamlSource
{
    // A file with more of them is not a text with a slip in it; naming them all would bury the first.
    private const int MostFindings = 20;

    private static readonly SearchValues<byte> PlainAscii =
        SearchValues.Create([(byte)'\t', (byte)'\n', (byte)'\r', .. Enumerable.Range(0x20, 0x5f).Select(c => (byte)c)]);

    /// <summary>The text without byte order mark; null, with findings, when the bytes are too many, not UTF-8 or hold forbidden characters.</summary>
    /// <param name="file">The path that spans use.</param>
    /// <param name="findings">Findings (XDS1002, XDS1008) are added here.</param>
    public static string? Read(ReadOnlySpan<byte> bytes, string file, YamlLimits limits, ICollection<Diagnostic> findings)
    {
        if (bytes.Length > limits.Bytes)
        {
            findings.Add(YamlDiagnostics.OverLimit.At(new SourceSpan(file, 1, 1, 1, 1), $"The file has {bytes.Length} bytes; {limits.Bytes} are allowed.", "Split it into several files."));
            return null;
        }

        if (OtherEncoding(bytes) is { } encoding)
        {
            findings.Add(YamlDiagnostics.ForbiddenCharacter.At(new SourceSpan(file, 1, 1, 1, 1), $"The file is saved as {encoding}.", "Save it as UTF-8."));
            return null;
        }

        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (!bytes.ContainsAnyExcept(PlainAscii)) return Encoding.ASCII.GetString(bytes);
        return Decode(bytes, file, findings) is { } text && IsAllowed(text, file, findings) ? text : null;
    }

    private static string? OtherEncoding(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xff, 0xfe, 0, 0, ..] or [0, 0, 0xfe, 0xff, ..] => "UTF-32",
        [0xff, 0xfe, ..] or [0xfe, 0xff, ..] => "UTF-16",
        [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] => "UTF-16",
        _ => null,
    };

    private static string? Decode(ReadOnlySpan<byte> bytes, string file, ICollection<Diagnostic> findings)
    {
        var buffer = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            var status = Utf8.ToUtf16(bytes, buffer, out var read, out var written, replaceInvalidSequences: false);
            if (status == OperationStatus.Done) return new string(buffer, 0, written);
            var place = TextPlace.Start.After(buffer.AsSpan(0, written));
            findings.Add(YamlDiagnostics.ForbiddenCharacter.At(place.Span(file, 1), $"The byte 0x{bytes[read]:X2} here is not UTF-8.",
                "Save the file as UTF-8; it may have been saved in an older encoding such as Windows-1252."));
            return null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static bool IsAllowed(ReadOnlySpan<char> text, string file, ICollection<Diagnostic> findings)
    {
        var place = TextPlace.Start;
        for (var found = 0; found < MostFindings; found++)
        {
            var at = ForbiddenCharacters.InText(text);
            if (at < 0) return found == 0;
            place = place.After(text[..at]);
            findings.Add(YamlDiagnostics.ForbiddenCharacter.At(place.Span(file, 1), $"The character {ForbiddenCharacters.Describe(text[at..])} stands here.", "Remove it."));
            // Text decoded from UTF-8 has surrogates in pairs only; a pair is reported once.
            var length = char.IsHighSurrogate(text[at]) ? 2 : 1;
            place = place.After(text.Slice(at, length));
            text = text[(at + length)..];
        }

        return false;
    }
}
