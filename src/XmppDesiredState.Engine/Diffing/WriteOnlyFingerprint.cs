using System.Security.Cryptography;
using System.Text;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Diffing;

/// <summary>
/// Stands for a write-only secret in the run store. It is made of the reference and its version alone: a plan must be able to compare it
/// without resolving the secret, and the store must hold nothing that was derived from one.
/// </summary>
internal static class WriteOnlyFingerprint
{
    public static string Of(Value value) => value is Value.Secret secret
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', [.. secret.Reference.Arguments.Prepend(secret.Reference.Source.ToString()), $"{secret.Version}"]))))
        : "cleared";
}
