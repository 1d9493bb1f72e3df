using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Finds a run store that a CI runner would throw away together with its checkout.</summary>
internal static class LocalStore
{
    /// <param name="location">The folder's absolute path.</param>
    /// <returns>Null where the store may be used.</returns>
    public static Diagnostic? Refusal(CliEnvironment environment, RunStoreDeclaration? declared, string location)
    {
        if (!environment.IsCi || declared is not (null or { Type: "folder" })) return null;
        if (!Path.IsPathFullyQualified(location) || Checkout.RootAround(location) is not { } checkout) return null;
        return CommandLineDiagnostics.StoreInCheckout.At(declared?.Where,
            $"The run store {location.Replace('\\', '/')} lies inside the checkout {checkout.Replace('\\', '/')}, which a CI runner throws away.",
            "Declare a runStore that outlives the runner, or give --allow-local-store if this folder does.");
    }
}
