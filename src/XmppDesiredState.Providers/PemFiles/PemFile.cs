using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Certificates;
using XmppDesiredState.Files;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>Single files, read and written.</summary>
internal static class PemFile
{
    private const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Null when it does not exist.</summary>
    /// <exception cref="ProviderException">It cannot be read.</exception>
    public static ReadOnlyMemory<byte>? Read(string path)
    {
        try
        {
            return BoundedFile.Read(path, CertificateFile.Largest) ?? throw PemFilesDiagnostics.UnreadableFile(path, "it has more than 1 MiB");
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw PemFilesDiagnostics.UnreadableFile(path, problem.Message.TrimEnd('.'), problem);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    public static string? ReadText(string path) => Read(path) is { } bytes ? Encoding.Latin1.GetString(bytes.Span) : null;

    /// <inheritdoc cref="Read(string)"/>
    public static ImmutableArray<ParsedCertificate>? ReadCertificates(string path)
    {
        if (Read(path) is not { } bytes) return null;
        return CertificateFile.Read(bytes) is { IsEmpty: false } certificates ? certificates : throw PemFilesDiagnostics.UnreadableFile(path, "it holds no certificate that can be read");
    }

    /// <inheritdoc cref="Read(string)"/>
    public static KeyPair? ReadKey(string path)
    {
        if (ReadText(path) is not { } text) return null;
        return KeyPair.Read(text) ?? throw PemFilesDiagnostics.UnreadableFile(path, "it holds no RSA or ECDSA key that can be read (an encrypted one cannot)");
    }

    public static void Write(string path, string text) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>A file that only its owner may read; where it is replaced, also the group that an administrator allowed, and nobody else.</summary>
    public static void WriteSecret(string path, ReadOnlySpan<byte> content)
    {
        const UnixFileMode most = AtomicFile.Private | UnixFileMode.GroupRead;
        if (OperatingSystem.IsWindows() || !File.Exists(path) || (File.GetUnixFileMode(path) & UnixFileMode.GroupRead) == UnixFileMode.None)
        {
            AtomicFile.Write(path, content, AtomicFile.Private);
            return;
        }

        // The mode of the old file is what the new one gets.
        if (File.GetUnixFileMode(path) != most) File.SetUnixFileMode(path, most);
        AtomicFile.Write(path, content, most);
    }

    /// <summary>A folder for what nobody else needs to see.</summary>
    public static void CreatePrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, PrivateFolder);
        if ((File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute)) != UnixFileMode.None)
            File.SetUnixFileMode(path, PrivateFolder);
    }
}
