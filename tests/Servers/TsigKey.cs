using System.Security.Cryptography;

namespace XmppDesiredState.Servers;

/// <summary>A fresh TSIG key.</summary>
/// <param name="Name">Its name, the same on both sides.</param>
/// <param name="Algorithm">As both servers write it, such as <c>hmac-sha256</c>.</param>
/// <param name="Secret">Base64, 32 bytes.</param>
/// <param name="File">A key file for <c>named.conf</c>, <c>nsupdate -k</c> and <c>dig -k</c>.</param>
/// <param name="SecretFile">A file that holds the secret alone.</param>
public sealed record TsigKey(string Name, string Algorithm, string Secret, string File, string SecretFile)
{
    internal static TsigKey Create(ServerFolder folder, string name, string algorithm)
    {
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var text = $$"""key "{{name}}" { algorithm {{algorithm}}; secret "{{secret}}"; };""";
        return new TsigKey(name, algorithm, secret, folder.Write($"{name}.key", text + "\n"), folder.Write($"{name}.secret", secret));
    }
}
