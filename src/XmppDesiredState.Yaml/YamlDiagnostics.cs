using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Yaml;

/// <summary>What can be wrong with a file before anyone asks what it means.</summary>
public static class YamlDiagnostics
{
    public static readonly DiagnosticDescriptor NotYaml = new("XDS1001", Severity.Error, "Not well-formed YAML",
        "The text cannot be read as YAML 1.2. Usual causes: a tab used for indentation, a missing space after a colon, an unclosed quote or bracket, a text with a colon or # that needs quotes. The place shown can be the start of the construct that was not closed.");

    public static readonly DiagnosticDescriptor OverLimit = new("XDS1002", Severity.Error, "File exceeds a limit",
        "Files are bounded in bytes, depth, number of nodes and length of a scalar, so that a hostile or broken file cannot stall a shared runner. Split a large list into several files; lists of several files are joined.");

    public static readonly DiagnosticDescriptor Anchor = new("XDS1003", Severity.Error, "Anchors and aliases are not allowed",
        "YAML's anchors (&name), aliases (*name) and merge keys make a file say something else than it seems to, and can blow up in memory. Use the section's defaults, variables, includes or overlays.");

    public static readonly DiagnosticDescriptor Tag = new("XDS1004", Severity.Error, "Tags are not allowed",
        "Tags (!something) change the type of a value out of the reader's sight. Quote a text that looks like a number; write everything else plainly.");

    public static readonly DiagnosticDescriptor SecondDocument = new("XDS1005", Severity.Error, "One document to a file",
        "A second document (after --- or ...) would be easy to overlook. Put it into a file of its own and name both, or include it.");

    public static readonly DiagnosticDescriptor DuplicateKey = new("XDS1006", Severity.Error, "A key stands twice",
        "YAML readers usually keep the last of two equal keys and lose the first in silence. Here nothing is lost: remove one.");

    public static readonly DiagnosticDescriptor ComplexKey = new("XDS1007", Severity.Error, "A key is not a plain word",
        "Keys are words; a list or map as a key (? […] :) has no meaning here. It usually comes from a bracket or brace that was opened in the wrong place.");

    public static readonly DiagnosticDescriptor ForbiddenCharacter = new("XDS1008", Severity.Error, "Forbidden character",
        "Control characters, NUL, the bidirectional marks and the non-characters U+FFFE and U+FFFF can make a file look different from what it is, or cannot be sent to a back end; bytes that are not UTF-8 have no agreed meaning. Save the file as UTF-8 and remove them.");

    public static readonly DiagnosticDescriptor NotFormatted = new("XDS1019", Severity.Warning, "File not formatted",
        "After formatting, a file is read again and compared: the same data, the same comments. Where that does not hold, the file stays untouched. The usual cause is a construct that ties its meaning to the lines around it, such as a block text that keeps its last blank lines (|+).");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [NotYaml, OverLimit, Anchor, Tag, SecondDocument, DuplicateKey, ComplexKey, ForbiddenCharacter, NotFormatted];
}
