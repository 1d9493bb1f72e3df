using System.Text.RegularExpressions;
using Azure.Identity;

namespace XmppDesiredState.Azure;

/// <summary>Why Entra ID gave no token, in our words.</summary>
/// <param name="Why">The end of a sentence.</param>
/// <param name="Fix">What to do about it.</param>
internal sealed partial record SignInTrouble(string Why, string Fix)
{
    // Never the exception's text: it holds the words of the answer, which may quote the request.
    public static SignInTrouble Of(AuthenticationFailedException failed)
    {
        var code = ConnectionTrouble.Causes(failed).Select(cause => TokenError().Match(cause.Message)).FirstOrDefault(match => match.Success)?.Value;
        var why = code switch
        {
            "AADSTS7000215" => "the client secret is wrong",
            "AADSTS7000222" => "the client secret has expired",
            "AADSTS700016" => "the tenant has no application with this client id",
            "AADSTS90002" => "there is no such tenant",
            "AADSTS700024" or "AADSTS70021" or "AADSTS700213" => "the federated token is not accepted for this application",
            not null => "the sign-in was refused",
            _ when failed is CredentialUnavailableException => "this machine offers no identity",
            _ => ConnectionTrouble.Of(failed),
        };
        return new SignInTrouble($"{why}{(code is null ? "" : $" ({code})")}",
            failed is CredentialUnavailableException ? "Declare credential, sign in with az login, or give the machine an identity." : "Correct credential, or renew the secret.");
    }

    [GeneratedRegex(@"AADSTS\d{5,7}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenError();
}
