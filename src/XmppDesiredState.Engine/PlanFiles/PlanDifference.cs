using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>One difference between two plans.</summary>
/// <param name="Approved">The change as approved; null: the other plan alone has it.</param>
/// <param name="Fresh">The change as planned anew; null: it has been done, or is no longer wanted.</param>
/// <param name="What">For people: "the configuration changed", "partner/fabrikam.com@lync: negotiation is now opportunistic".</param>
public sealed record PlanDifference(Change? Approved, Change? Fresh, string What);
