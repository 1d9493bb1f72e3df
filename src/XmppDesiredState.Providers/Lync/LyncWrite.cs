using System.Collections.Immutable;

namespace XmppDesiredState.Providers.Lync;

/// <summary>A change of one object in the configuration store, with what must be true of it before.</summary>
/// <param name="Identity">As Get- reports it; how the object is told from others that <paramref name="Get"/> finds. Empty: there is one, and Get- takes no filter.</param>
/// <param name="Get">Finds the object, or nothing without an error.</param>
/// <param name="Seen">What the plan saw; null: it must not exist.</param>
/// <param name="Wanted">What it shall have; null: it shall be gone.</param>
/// <param name="Change">What is run if the object is as seen and not yet as wanted.</param>
internal sealed record LyncWrite(string Identity, LyncCall Get, ImmutableArray<LyncProperty>? Seen, ImmutableArray<LyncProperty>? Wanted, LyncCall Change)
{
    /// <summary>A secret cannot be read, so nobody knows that it holds: the change is always made.</summary>
    public bool BringsSecret => Change.Parameters.Any(parameter => parameter.Argument is LyncArgument.Secret);
}
