using XmppDesiredState.Providers;
using XmppDesiredState.Values;

namespace XmppDesiredState.PowerShell.Tests;

/// <summary>Secrets of tests: files by path, others as they are given.</summary>
internal static class Secrets
{
    public static Value.Secret File(string path) => new(new SecretReference(SecretSource.File, [path]));

    public static Value.Secret Text(string text) => new(new SecretReference(SecretSource.Environment, ["SECRET", text]));

    public static RevealSecret Reveal { get; } = static async (reference, cancellationToken) => (reference.Source == SecretSource.File
        ? await System.IO.File.ReadAllTextAsync(reference.Arguments[0], cancellationToken) : reference.Arguments[1]).AsMemory();
}
