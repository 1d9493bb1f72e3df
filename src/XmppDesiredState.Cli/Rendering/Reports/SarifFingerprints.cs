using System.Security.Cryptography;
using System.Text;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>
/// What makes an alert the same one in the next run: rule and identity, neither line nor text. The name is the one that GitHub reads, its form
/// GitHub's own: a hash, a colon, and which of several alike it is.
/// </summary>
internal sealed class SarifFingerprints
{
    private readonly Dictionary<string, int> seen = [];

    public string Of(string rule, ReportItem item)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{rule}\n{item.Identity ?? item.Address}")))[..16];
        var times = seen[hash] = seen.GetValueOrDefault(hash) + 1;
        return $"{hash}:{times}";
    }
}
