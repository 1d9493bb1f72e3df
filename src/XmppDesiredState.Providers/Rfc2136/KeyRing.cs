using System.Collections.Immutable;
using System.Security.Cryptography;
using XmppDesiredState.Providers.Rfc2136.Tsig;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>The keys of an instance, with their secrets for the length of one call.</summary>
internal sealed class KeyRing : IDisposable
{
    private KeyRing(ImmutableArray<TsigKey> keys) => Keys = keys;

    public ImmutableArray<TsigKey> Keys { get; }

    /// <exception cref="ProviderException">A secret is not there, or is none.</exception>
    public static async Task<KeyRing> OpenAsync(ProviderSettings settings, CancellationToken cancellationToken)
    {
        var keys = ImmutableArray.CreateBuilder<TsigKey>();
        try
        {
            foreach (var declared in Rfc2136Options.Get(settings.Options, Rfc2136Options.Keys))
            {
                var name = Rfc2136Options.NameOf(Rfc2136Options.TextOf(declared, Rfc2136Options.KeyName));
                if (name is null || declared.Items.GetValueOrDefault(Rfc2136Options.Secret.Name) is not Value.Secret secret) continue;
                keys.Add(new TsigKey(name, Rfc2136Options.AlgorithmOf(declared), Decode(await settings.Reveal(secret.Reference, cancellationToken), name, secret.Reference)));
            }

            if (keys.Count == 0) throw new ProviderException(Rfc2136Diagnostics.BadOptions.At(null, $"{settings.Name} has no key.", "Add one under keys."));
            return new KeyRing(keys.ToImmutable());
        }
        catch
        {
            foreach (var key in keys) key.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var key in Keys) key.Dispose();
    }

    private static byte[] Decode(ReadOnlyMemory<char> text, string name, SecretReference reference)
    {
        var buffer = new byte[text.Length];
        var isBase64 = Convert.TryFromBase64Chars(text.Span.Trim(), buffer, out var length) && length > 0;
        var secret = buffer.AsSpan(0, isBase64 ? length : 0).ToArray();
        CryptographicOperations.ZeroMemory(buffer);
        return isBase64 ? secret : throw new ProviderException(Rfc2136Diagnostics.BadSecret.At(null, $"The secret of the key {name} ({reference}) is not Base64.", "Give the text behind secret in the server's key file, without quotes."));
    }
}
