using System.IO.Compression;
using System.Text;
using XmppDesiredState.PowerShell.Clixml;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>One object as a word without spaces: Base64 of gzip of CLIXML.</summary>
internal static class Frame
{
    /// <exception cref="ArgumentException">A value that PowerShell cannot be given.</exception>
    public static string Pack(object? value)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(ClixmlWriter.Write(value)));
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    /// <exception cref="ClixmlException">It is no such word, or too much.</exception>
    public static object? Unpack(string word, ClixmlLimits limits)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(word)), CompressionMode.Decompress);
            var text = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                if (text.Length + read > limits.Bytes) throw new ClixmlException($"is larger than {limits.Bytes} bytes");
                text.Write(buffer, 0, read);
            }

            return ClixmlReader.Read(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length), limits);
        }
        catch (Exception problem) when (problem is FormatException or InvalidDataException)
        {
            throw new ClixmlException("is not packed as it should be", problem);
        }
    }
}
