namespace XmppDesiredState.Diagnostics;

/// <summary>A code and what <c>explain CODE</c> says of it.</summary>
/// <param name="Code"><c>XDSnnnn</c>; thousands are the phase: 1 load, 2 validate, 3 observe, 4 diff and plan, 5 execute, 6 confirm and verify, 7 command line, 8 run store, 9 providers.</param>
/// <param name="Severity">Its severity unless an occurrence says otherwise.</param>
/// <param name="Title">A few words, no full stop.</param>
/// <param name="Explanation">Why it matters, what usually causes it, how to mend it, with the source of the rule.</param>
public sealed record DiagnosticDescriptor(string Code, Severity Severity, string Title, string Explanation)
{
    /// <summary>Whether an item may accept it with a reason and a date: rules that no server enforces.</summary>
    public bool IsAcceptable { get; init; }

    public Diagnostic At(SourceSpan? where, string summary, string fix) => new(this, Severity, summary, fix, where);
}
