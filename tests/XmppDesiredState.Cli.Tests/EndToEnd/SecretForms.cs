using System.Text;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>A secret in every form in which a program might have let it out, looked for in bytes.</summary>
internal sealed class SecretForms(string secret)
{
    private readonly (string Form, byte[] Bytes)[] forms = [.. Of(secret)];

    /// <summary>The forms that stand in the content; also where spaces and line ends were put between its characters.</summary>
    public IEnumerable<string> In(byte[] content)
    {
        byte[] closed = [.. content.Where(octet => octet is not ((byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t' or (byte)'"' or (byte)','))];
        return forms.Where(form => content.AsSpan().IndexOf(form.Bytes) >= 0 || closed.AsSpan().IndexOf(form.Bytes) >= 0).Select(form => form.Form);
    }

    private static IEnumerable<(string, byte[])> Of(string secret)
    {
        var raw = Encoding.UTF8.GetBytes(secret);
        yield return ("as it is", raw);
        yield return ("backwards", [.. raw.Reverse()]);
        yield return ("in UTF-16", Encoding.Unicode.GetBytes(secret));
        yield return ("for a URL", Encoding.UTF8.GetBytes(Uri.EscapeDataString(secret)));
        yield return ("for HTML", Encoding.UTF8.GetBytes(System.Net.WebUtility.HtmlEncode(secret)));
        yield return ("in JSON", System.Text.Json.JsonEncodedText.Encode(secret).EncodedUtf8Bytes.ToArray());
        yield return ("in hexadecimal", Encoding.UTF8.GetBytes(Convert.ToHexString(raw)));
        yield return ("in small hexadecimal", Encoding.UTF8.GetBytes(Convert.ToHexStringLower(raw)));
        // Base64 of something that holds it looks different by what stands before: three ways, without the characters that neighbours have a part in.
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String([.. new byte[before], .. raw]);
            var inner = text.TrimEnd('=')[(before == 0 ? 0 : before + 1)..];
            yield return ($"in Base64, {before} behind", Encoding.UTF8.GetBytes(inner[..^1]));
        }
    }
}
