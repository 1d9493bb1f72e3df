using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>What a machine keeps of a request beside the request itself, in lines <c>name=value</c>.</summary>
/// <param name="Id">Names the files of this attempt: 32 hexadecimal digits.</param>
/// <param name="Digest">Of what it was made for.</param>
/// <param name="Names">Canonical names that the request must ask for.</param>
/// <param name="Authority">The CA that was asked at once; null: the request is in a file.</param>
/// <param name="Key">As <see cref="InstalledCertificate.Key"/> shows the key that was asked for.</param>
internal sealed record LyncRequestNote(string Id, string Digest, DateTimeOffset RequestedAt, ImmutableArray<string> Names, string Key, string? Authority = null)
{
    private const string First = "xmppdesiredstate-request=1", IdName = "id", DigestName = "digest", TimeName = "requestedAt", NamesName = "names", KeyName = "key", AuthorityName = "ca";

    public string Write() => new StringBuilder(First).Append('\n')
        .Append(IdName).Append('=').Append(Id).Append('\n')
        .Append(DigestName).Append('=').Append(Digest).Append('\n')
        .Append(TimeName).Append('=').Append(InstalledCertificate.Format(RequestedAt)).Append('\n')
        .Append(KeyName).Append('=').Append(Key).Append('\n')
        .Append(NamesName).Append('=').AppendJoin(',', Names).Append('\n')
        .Append(Authority is null ? "" : $"{AuthorityName}={Authority}\n").ToString();

    /// <summary>Null where the text is none of ours.</summary>
    public static LyncRequestNote? Read(string text)
    {
        var lines = text.Split('\n');
        if (lines[0] != First) return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at) values[line[..at]] = line[(at + 1)..];
        }

        return values.TryGetValue(IdName, out var id) && id.Length == 32 && id.All(char.IsAsciiHexDigitLower) && values.TryGetValue(DigestName, out var digest) && digest.Length > 0
            && values.TryGetValue(NamesName, out var names) && values.TryGetValue(KeyName, out var key) && values.TryGetValue(TimeName, out var at2)
            && DateTimeOffset.TryParseExact(at2, InstalledCertificate.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? new LyncRequestNote(id, digest, time, [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries)], key, values.GetValueOrDefault(AuthorityName)) : null;
    }
}
