namespace XmppDesiredState.Diagnostics;

/// <summary>Something a user or a server caused: what happened, where, and what to do. Exceptions are for bugs.</summary>
/// <param name="Descriptor">The code and its documentation.</param>
/// <param name="Severity">Of this occurrence; <c>accept</c> makes a note of an error.</param>
/// <param name="Summary">What happened, one sentence, with a full stop.</param>
/// <param name="Fix">What to do, one sentence, with a full stop.</param>
/// <param name="Where">The place in a file, where there is one.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, Severity Severity, string Summary, string Fix, SourceSpan? Where)
{
    public string Code => Descriptor.Code;

    /// <summary>A second place that belongs to it, such as the first of two declarations.</summary>
    public SourceSpan? Related { get; init; }

    /// <summary>The address it is about, <c>partner/fabrikam.com@lync</c>, where there is one.</summary>
    public string? Address { get; init; }

    public override string ToString() => Where is null ? $"{Code}: {Summary} {Fix}" : $"{Where}: {Code}: {Summary} {Fix}";
}
