using CsCheck;

namespace XmppDesiredState.Certificates.Tests;

/// <summary>Bytes that were right once: changed, cut, repeated, joined.</summary>
internal static class Mutation
{
    public static Gen<byte[]> Of(byte[] good) => Gen.Select(Gen.Int[0, 3], Gen.Int[0, good.Length - 1], Gen.Int[0, good.Length - 1], Gen.Byte.Array[1, 8]).Select((kind, at, other, bytes) => kind switch
    {
        0 => Overwrite(good, at, bytes),
        1 => good[..at],
        2 => [.. good[..at], .. good[Math.Min(at, other)..Math.Max(at, other)], .. good[at..]],
        _ => [.. good[..Math.Min(at, other)], .. bytes, .. good[Math.Max(at, other)..]],
    });

    private static byte[] Overwrite(byte[] good, int at, byte[] bytes)
    {
        var changed = (byte[])good.Clone();
        bytes.AsSpan(0, Math.Min(bytes.Length, good.Length - at)).CopyTo(changed.AsSpan(at));
        return changed;
    }
}
