using System.Security.Cryptography;
using System.Text;

namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>The style and the script, which stand in the page itself. Its policy allows them by their hashes and nothing else.</summary>
internal sealed class PageFile
{
    public static readonly PageFile Style = new("page.css");

    public static readonly PageFile Script = new("page.js");

    private PageFile(string name)
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // A browser reads CR LF as LF before it hashes, and a checkout may have either.
        Content = reader.ReadToEnd().ReplaceLineEndings("\n");
        Hash = $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Content)))}";
    }

    public string Content { get; }

    /// <summary>As a Content-Security-Policy has it (CSP Level 3, 2.3.1).</summary>
    public string Hash { get; }
}
