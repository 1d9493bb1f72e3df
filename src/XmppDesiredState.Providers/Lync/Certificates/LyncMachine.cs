using System.Collections.Immutable;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>What one machine has: read in one call.</summary>
/// <param name="Assigned">Thumbprint by usage, in any case of letters; several with <c>+</c> between.</param>
/// <param name="Stored">By thumbprint: what lies in the computer's store.</param>
/// <param name="Requests">By folder.</param>
internal sealed record LyncMachine(string Name, ImmutableDictionary<string, string> Assigned, ImmutableDictionary<string, LyncStored> Stored, ImmutableDictionary<string, LyncRequest> Requests)
{
    /// <summary>Whether it lies there with its key, and so can be assigned.</summary>
    public bool HasKey(string thumbprint) => Stored.TryGetValue(thumbprint, out var stored) && stored.HasKey;

    /// <summary>Empty where the usage has none.</summary>
    public string AssignedTo(string usage) => Assigned.GetValueOrDefault(usage, "");

    /// <summary>Whether all of them have it, and it can be used.</summary>
    public bool Uses(string thumbprint, ImmutableArray<string> usages) => HasKey(thumbprint) && usages.All(usage => AssignedTo(usage) == thumbprint);
}
