using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace XmppDesiredState.Federation.Streams;

/// <summary>What is said on an open stream in order to prove a domain, and how answers are read.</summary>
internal static class Authentication
{
    /// <summary>SASL EXTERNAL with our domain as the authorization identity (XEP-0178 §3).</summary>
    public static async Task<ExternalAnswer> ProveAsync(XmppStream stream, string from, CancellationToken cancellationToken)
    {
        var identity = Convert.ToBase64String(Encoding.UTF8.GetBytes(XmppStream.Letters(from)));
        await stream.SendAsync($"<auth xmlns='{StreamNames.Sasl}' mechanism='EXTERNAL'>{identity}</auth>", cancellationToken);
        var answer = await stream.NextAsync(cancellationToken);
        if (answer.Name == StreamNames.Success) return new ExternalAnswer(true, null, null);
        if (answer.Name != StreamNames.SaslFailure) throw new StreamProblemException(StreamProblemKind.Unexpected, $"sent {PeerText.Show(answer.Name.LocalName)} in answer to SASL EXTERNAL");
        var (condition, text) = Reason(answer, StreamNames.SaslText);
        return new ExternalAnswer(false, condition, text);
    }

    /// <summary>Both questions with a key that nobody issued: random, and used once.</summary>
    public static async Task<bool> AskAsync(XmppStream stream, string from, string to, CancellationToken cancellationToken)
    {
        var (ours, theirs) = (SecurityElement.Escape(XmppStream.Letters(from)), SecurityElement.Escape(XmppStream.Letters(to)));
        var (key, id) = (RandomNumberGenerator.GetHexString(64, lowercase: true), RandomNumberGenerator.GetHexString(16, lowercase: true));
        await stream.SendAsync($"<db:verify from='{ours}' to='{theirs}' id='{id}'>{key}</db:verify><db:result from='{ours}' to='{theirs}'>{key}</db:result>", cancellationToken);
        return true;
    }

    /// <summary>Null: it is no answer.</summary>
    public static DialbackAnswer? AnswerOf(XElement element)
    {
        switch (element.Attribute("type")?.Value)
        {
            case "valid": return new DialbackAnswer(DialbackResult.Valid, null, null);
            case "invalid": return new DialbackAnswer(DialbackResult.Invalid, null, null);
            case "error":
                var (condition, text) = element.Element(StreamNames.StanzaError) is { } error ? Reason(error, StreamNames.StanzaText) : ("no condition", null);
                return new DialbackAnswer(DialbackResult.Error, condition, text);
            default: return null;
        }
    }

    private static (string Condition, string? Text) Reason(XElement failure, XName textName) =>
        (PeerText.Show(failure.Elements().FirstOrDefault(child => child.Name != textName)?.Name.LocalName ?? "no condition"),
            failure.Element(textName) is { Value: var value } && value.Trim().Length > 0 ? PeerText.Show(value) : null);
}
