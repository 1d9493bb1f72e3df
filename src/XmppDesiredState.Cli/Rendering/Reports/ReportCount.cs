namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>How many items of a class there are.</summary>
/// <param name="Name">Stable, snake case: <c>create</c>, <c>cannot_work</c>. Names the metric, the output and the property in other forms.</param>
/// <param name="Label">For people: "to add", "cannot work".</param>
internal sealed record ReportCount(string Name, string Label, int Number)
{
    /// <summary>
    /// Counts items a second time, whatever their class: those with this name in <see cref="ReportItem.Also"/>. The numbers of the others add
    /// up to the number of items.
    /// </summary>
    public bool IsAcross { get; init; }
}
