using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Planning;

/// <summary>What becomes of a certificate: what members have installed, and what this plan installs.</summary>
/// <param name="Drafted">Null: it is as it shall be, or nothing can be said of it.</param>
/// <param name="Installs">By member.</param>
/// <param name="Accept">The step that makes the new thumbprint known; null where it is known already.</param>
/// <param name="Target">The thumbprint to install, where it is known.</param>
internal sealed record PlannedCertificate(Declared Declared, WantedCertificate Wanted, ImmutableArray<string> Members, ImmutableSortedDictionary<string, InstalledCertificate> Current,
    DraftedChange? Drafted, ImmutableSortedDictionary<string, StepDraft> Installs, StepDraft? Accept, string? Target)
{
    public bool Restarts(string service) => Declared.Resource.TryGet(Certificate.Restart, out var services) && services.Contains(service);

    /// <summary>The same where this run leaves the certificate alone.</summary>
    public PlannedCertificate Untouched() => this with { Drafted = null, Installs = Installs.Clear(), Accept = null, Target = null };

    /// <summary>The thumbprint that the member has after this plan; null where it has none, or nobody knows.</summary>
    public Value? After(string member, Func<StepDraft, int> numberOf)
    {
        if (Installs.ContainsKey(member)) return Accept is null ? new Value.Text(Target!) : new Value.Later(numberOf(Accept));
        return Installed(member) is { } thumbprint ? new Value.Text(thumbprint) : null;
    }

    /// <summary>What it has now, if it can be used, and for everything that it is used for.</summary>
    public string? Installed(string member) => Current.TryGetValue(member, out var slot) && slot.Thumbprint.Length > 0 && slot.Differing.IsEmpty ? slot.Thumbprint : null;
}
