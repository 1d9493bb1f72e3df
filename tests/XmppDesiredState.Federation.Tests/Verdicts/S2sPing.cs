using System.Text.RegularExpressions;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>What <c>prosodyctl shell xmpp:ping</c> says.</summary>
/// <param name="Error">As Prosody words it; null: the pong came, over a stream there and another one back.</param>
internal sealed partial record S2sPing(string? Error)
{
    // Seconds. What works does so in a fraction of one. That a stream back cannot be opened shows in nothing but silence.
    private const int Patience = 10;

    private const string Silence = "no answer";

    public bool IsPong => Error is null;

    /// <summary>Nothing came back, and nothing was wrong with the way there that Prosody noticed.</summary>
    public bool IsSilence => Error == Silence;

    public static async Task<S2sPing> RunAsync(ProsodyServer server, string from, string to)
    {
        var result = await server.ShellAsync($"xmpp:ping('{from}', '{to}', {Patience})");
        if (result.ExitCode == 0 && result.Output.Contains($"pong from {to} ", StringComparison.Ordinal))
            return new S2sPing((string?)null);
        var error = Wording().Match(result.Error);
        Assert.True(error.Success, $"{result.Output}{result.Error}");
        return new S2sPing(error.Groups["text"] is { Length: > 0 } text ? Reworded(text.Value) : error.Groups["condition"].Value);
    }

    // A and AAAA are asked at once: which of the two is named is chance.
    private static string Reworded(string text) => text switch
    {
        "IQ stanza timed out" => Silence,
        _ => text.Replace("in A lookup", "in address lookup", StringComparison.Ordinal).Replace("in AAAA lookup", "in address lookup", StringComparison.Ordinal),
    };

    // error<wait:remote-server-timeout:Server-to-server connection failed: unsupported-stanza-type>
    [GeneratedRegex("error<[a-z]+:(?<condition>[a-z-]+):(Server-to-server connection failed: )?(?<text>[^\r\n]*)>")]
    private static partial Regex Wording();
}
