using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>
/// Whose doing it is that a live value is not the declared one. Pure.
/// <code>
/// applied last       | declared | live               | outcome
/// -------------------|----------|--------------------|-----------------------------------------------
/// never              | A        | B                  | pending: never applied
/// without attribute  | A        | B                  | pending: the file declares it since
/// A                  | A        | B                  | drift
/// B                  | A        | B                  | pending: the file changed
/// C                  | A        | B                  | drift, and the file changed as well
/// anything           | A        | write-only         | pending: the file's reference or version changed
/// </code>
/// </summary>
internal static class ThreeWay
{
    /// <param name="change">From the live value to the declared one; they differ.</param>
    /// <param name="ours">Null: it was never applied.</param>
    public static (DriftClass Class, DriftAttribute Attribute) Of(AttributeChange change, LastAppliedEntry? ours)
    {
        var (field, live, declared) = (change.Field, change.Before, change.After);
        var applied = ours?.Resource[field];
        var isDrift = applied is not null && !field.Is(Traits.WriteOnly) && !Differ.AreEqual(field, applied, live);
        return (isDrift ? DriftClass.Drift : DriftClass.Pending, new DriftAttribute(field, applied, live, declared));
    }
}
