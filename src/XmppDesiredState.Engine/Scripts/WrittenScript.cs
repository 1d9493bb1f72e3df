using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Scripts;

/// <summary>A script of a plan, and what of the plan it does not do.</summary>
/// <param name="LeftOut">Changes of which it does not do every step, each with the reason in a few words.</param>
public sealed record WrittenScript(string Text, ImmutableArray<(Address Change, string Why)> LeftOut);
