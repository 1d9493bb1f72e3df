using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Runs;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Finds a run store that a CI runner would throw away together with its checkout.</summary>
internal static class LocalStore
{
    private const string Fix = "Declare one that outlives the runner, runStore: { type: azure-blob, account: NAME, container: NAME }, or give --allow-local-store if this folder does.";

    /// <summary>For who keeps there what is ours.</summary>
    /// <param name="location">The folder's absolute path.</param>
    /// <returns>Null where the store may be used.</returns>
    public static Diagnostic? Refusal(CliEnvironment environment, RunStoreDeclaration? declared, string location) => CheckoutOf(environment, declared, location) is not { } checkout ? null
        : CommandLineDiagnostics.StoreInCheckout.At(declared?.Where, $"The run store {location.Replace('\\', '/')} lies inside the checkout {checkout}, which a CI runner throws away.", Fix);

    /// <summary>For who only remembers there since when something is so.</summary>
    public static Diagnostic? Forgetting(CliEnvironment environment, RunStoreDeclaration? declared, string location) => CheckoutOf(environment, declared, location) is not { } checkout ? null
        : CommandLineDiagnostics.HistoryInCheckout.At(declared?.Where, $"Since when domains are as they are is noted in {location.Replace('\\', '/')}, inside the checkout {checkout}, which a CI runner throws away.", Fix);

    // Null: it does not, or no runner throws it away.
    private static string? CheckoutOf(CliEnvironment environment, RunStoreDeclaration? declared, string location) =>
        environment.IsCi && declared is (null or { Type: RunStores.FolderType }) && Path.IsPathFullyQualified(location) ? Checkout.RootAround(location)?.Replace('\\', '/') : null;
}
