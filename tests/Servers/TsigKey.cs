using System.Security.Cryptography;

namespace XmppDesiredState.Servers;

/// <summary>A fresh TSIG key, hmac-sha256.</summary>
/// <param name="Name">Its name, the same on both sides.</param>
/// <param name="Secret">Base64, 32 bytes.</param>
/// <param name="File">A key file for <c>named.conf</c>, <c>nsupdate -k</c> and <c>dig -k</c>.</param>
/// <param name="SecretFile">A file that holds the secret alone.</param>
public sealed record TsigKey(string Name, string Secret, string File, string SecretFile)
{
    internal static TsigKey Create(ServerFolder folder, string name)
    {
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var text = $$"""key "{{name}}" { algorithm hmac-sha256; secret "{{secret}}"; };""";
        return new TsigKey(name, secret, folder.Write($"{name}.key", text + "\n"), folder.Write($"{name}.secret", secret));
    }
}
