using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers;

/// <summary>All there is of one kind. A read that failed or is partial is an exception, never a short answer.</summary>
/// <param name="SawUnlisted">Whether it would have seen resources that nobody declared.</param>
/// <param name="Target">Whose live system this is (CMS FQDN, zone and primary, path): the run store refuses another's record.</param>
/// <param name="Notes">Findings that do not put the observation in doubt.</param>
public sealed record Observation(ImmutableArray<ObservedResource> Resources, bool SawUnlisted, string Target, ImmutableArray<Diagnostic> Notes)
{
    /// <summary>
    /// Members that could not be asked: what their maps (<see cref="Certificate.Current"/>, <see cref="Service.Loaded"/>) would hold is
    /// unknown, so no difference is ever seen in it. A member without an entry here and there is known to have nothing.
    /// </summary>
    public ImmutableArray<UnknownMember> Unknown { get; init; } = [];
}
