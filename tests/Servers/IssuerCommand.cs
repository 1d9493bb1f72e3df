using System.Collections.Immutable;

namespace XmppDesiredState.Servers;

/// <summary>What a state file says of a <c>command-issuer</c>: a program that has a CA answer a request.</summary>
/// <param name="Run">The program and its arguments; <c>{request}</c> stands for the path of the PKCS#10 request, PEM.</param>
/// <param name="Environment">Variables set for it. None holds a secret: those are in files.</param>
/// <param name="Chain">The file in which it leaves the chain, PEM, leaf first; null if it prints it.</param>
public sealed record IssuerCommand(ImmutableArray<string> Run, ImmutableDictionary<string, string> Environment, string? Chain = null)
{
    public const string Request = "{request}";

    internal static IssuerCommand Printing(params ImmutableArray<string> run) => new(run, ImmutableDictionary<string, string>.Empty);

    /// <summary>Does what the provider is to do, and gives what was printed or left behind.</summary>
    /// <exception cref="ServerException">The program failed; the message holds its words.</exception>
    public async Task<string> IssueAsync(string request)
    {
        var result = (await Tool.RunAsync([.. Run.Select(argument => argument.Replace(Request, request, StringComparison.Ordinal))], environment: Environment)).Succeeded();
        return Chain is null ? result.Output : await File.ReadAllTextAsync(Chain);
    }
}
