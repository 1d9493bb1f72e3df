using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Providers;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests;

/// <summary>Secrets that a program prints. Nothing it prints is ever in a message.</summary>
public sealed class SecretProgramTests
{
    [Theory]
    [InlineData("printf 'a secret\\n'", "a secret")]
    [InlineData("printf 'two\\nlines\\r\\n'", "two\nlines")]
    [InlineData("printf '\\357\\273\\277ä'; echo noise >&2", "ä")]
    public async Task Program_Prints_IsTheSecret(string script, string expected) => Assert.Equal(expected, (await RevealAsync("sh", "-c", script)).ToString());

    [Theory]
    [InlineData("printed nothing", "sh", "-c", "exit 0")]
    [InlineData("ended with exit code 3", "sh", "-c", "echo canary; echo canary >&2; exit 3")]
    [InlineData("printed more than 65536 bytes", "sh", "-c", "exec yes canary")]
    [InlineData("is not on the PATH", "no-such-program-7f3a")]
    public async Task Program_GivesNone_SaysWhyWithoutItsOutput(string expected, params string[] command)
    {
        var problem = await Assert.ThrowsAsync<ProviderException>(async () => await RevealAsync(command));

        Assert.Equal("XDS9002", problem.Diagnostic.Code);
        Assert.Contains(expected, problem.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_NoExec_IsNotStarted() => Assert.Equal("XDS9003", (await Assert.ThrowsAsync<ProviderException>(async () =>
        await new SecretResolver(_ => null, allowPrograms: false).RevealAsync(new SecretReference(SecretSource.Command, ["sh"]), CancellationToken.None))).Diagnostic.Code);

    private static ValueTask<ReadOnlyMemory<char>> RevealAsync(params string[] command) =>
        new SecretResolver(_ => null, allowPrograms: true).RevealAsync(new SecretReference(SecretSource.Command, [.. command]), CancellationToken.None);
}
