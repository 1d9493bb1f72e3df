namespace XmppDesiredState.Diagnostics;

/// <summary>A place in a file. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive.</summary>
/// <param name="File">The path as the user would write it: relative to the working folder where it lies below it, with forward slashes.</param>
public sealed record SourceSpan(string File, int Line, int Column, int EndLine, int EndColumn)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
