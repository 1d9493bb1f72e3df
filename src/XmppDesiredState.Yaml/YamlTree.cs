using System.Collections.Immutable;
using System.Runtime.InteropServices;
using XmppDesiredState.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using DirectiveOfTag = YamlDotNet.Core.Tokens.TagDirective;

namespace XmppDesiredState.Yaml;

/// <summary>
/// Reads one YAML document into nodes that know their place. Built on the parser's events rather than a deserializer, so that limits,
/// duplicate keys, anchors and second documents are ours to refuse, each at its place, and so that nothing needs reflection.
/// </summary>
public sealed class YamlTree
{
    // From here on a second thread is worth its beginning.
    private const int LongText = 64 * 1024;

    private readonly string file;
    private readonly YamlLimits limits;
    private readonly ICollection<Diagnostic> findings;
    private readonly Parser parser;
    private int nodes;

    // Children of the collections that are being read, the innermost last: one growing list instead of a builder for each collection,
    // which halves what a tree of small maps allocates beside its nodes.
    private readonly List<YamlNode> items = [];
    private readonly List<(YamlScalar Key, YamlNode Value)> entries = [];

    // The last text seen for each of some hashes: a long list repeats a few keys and words, and each copy would live as long as the tree.
    private readonly string[] words;

    private YamlTree(IScanner scanner, int length, string file, YamlLimits limits, ICollection<Diagnostic> findings)
    {
        (this.file, this.limits, this.findings) = (file, limits, findings);
        words = new string[length < 4096 ? 16 : 256];
        parser = new Parser(scanner);
    }

    /// <summary>The root node; an empty mapping for an empty text; null when a finding makes the tree useless.</summary>
    /// <param name="file">The path that spans use.</param>
    /// <param name="findings">Findings are added here.</param>
    public static YamlNode? Parse(string text, string file, YamlLimits limits, ICollection<Diagnostic> findings)
    {
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        using var ahead = text.Length < LongText || Environment.ProcessorCount == 1 ? null : new ScannerAhead(scanner);
        var tree = new YamlTree(ahead ?? (IScanner)scanner, text.Length, file, limits, findings);
        try
        {
            return tree.Document();
        }
        catch (Refused)
        {
            return null;
        }
        catch (YamlException problem)
        {
            findings.Add(tree.NotYaml(problem, text));
            return null;
        }
        catch (Exception bug) when (bug is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException or NullReferenceException)
        {
            // A hostile text must not stop the process where the parser has a bug; where it stood is all that is known.
            var at = tree.parser.Current?.End ?? Mark.Empty;
            findings.Add(YamlDiagnostics.NotYaml.At(tree.Span(at, at), "This cannot be read as YAML.", "Look for unusual punctuation after this place, and quote it."));
            return null;
        }
    }

    private YamlNode Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) return new YamlMapping([], isFlow: false, file, 1, 1, 1, 1);
        var start = parser.Consume<DocumentStart>();
        if (start.Version is not null || start.Tags?.Any(IsDeclared) == true)
            Find(YamlDiagnostics.Tag, start, "A directive (%YAML or %TAG) stands here.", "Remove it: files are YAML 1.2 without tags.");
        var root = Node(1);
        if (root is YamlScalar { IsPlain: true, Text: "" }) root = new YamlMapping([], isFlow: false, file, root.Line, root.Column, root.Line, root.Column);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            findings.Add(YamlDiagnostics.SecondDocument.At(Span(second.Start, second.End), "A second document begins here.", "Move it into a file of its own."));
        return root;
    }

    // The parser adds the two handles that every document has.
    private static bool IsDeclared(DirectiveOfTag directive) => (directive.Handle, directive.Prefix) is not (("!", "!") or ("!!", "tag:yaml.org,2002:"));

    private YamlNode Node(int depth)
    {
        if (++nodes > limits.Nodes) throw Refuse(YamlDiagnostics.OverLimit, parser.Current!, $"The file has more than {limits.Nodes} values.", "Split it.");
        if (parser.Accept<AnchorAlias>(out var alias))
            throw Refuse(YamlDiagnostics.Anchor, alias, $"*{Shorten(alias.Value.Value)} is an alias.", "Write the value out, or use the section's defaults, a variable or an include.");
        if (parser.Current is NodeEvent node) CheckProperties(node);
        if (parser.TryConsume<Scalar>(out var scalar)) return Scalar(scalar);
        if (depth > limits.Depth) throw Refuse(YamlDiagnostics.OverLimit, parser.Current!, $"Lists and maps are nested deeper than {limits.Depth} levels.", "Remove levels: no valid file needs so many.");
        return parser.TryConsume<SequenceStart>(out var sequence) ? Sequence(sequence, depth) : Mapping(parser.Consume<MappingStart>(), depth);
    }

    private void CheckProperties(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
            Find(YamlDiagnostics.Anchor, node, $"&{Shorten(node.Anchor.Value)} is an anchor.", "Remove it.");
        if (!node.Tag.IsEmpty)
            Find(YamlDiagnostics.Tag, node, "A tag stands here.", "Remove it.");
    }

    private YamlScalar Scalar(Scalar scalar)
    {
        if (scalar.Value.Length > limits.ScalarLength)
            throw Refuse(YamlDiagnostics.OverLimit, scalar, $"A text of {scalar.Value.Length} characters stands here.", $"Write at most {limits.ScalarLength}.");
        // Only escapes in double quotes can make a character that the file's text does not have.
        if (scalar.Style == ScalarStyle.DoubleQuoted && ForbiddenCharacters.InScalar(scalar.Value) is >= 0 and var at)
            Find(YamlDiagnostics.ForbiddenCharacter, scalar, $"This text holds the character {ForbiddenCharacters.Describe(scalar.Value.AsSpan(at))}.", "Remove the escape.");
        return new YamlScalar(Shared(scalar.Value), scalar.Style == ScalarStyle.Plain, file,
            (int)scalar.Start.Line, (int)scalar.Start.Column, (int)scalar.End.Line, (int)scalar.End.Column);
    }

    private string Shared(string text)
    {
        if (text.Length > 24) return text;
        ref var known = ref words[(uint)text.GetHashCode(StringComparison.Ordinal) % words.Length];
        if (known != text) known = text;
        return known;
    }

    private YamlSequence Sequence(SequenceStart start, int depth)
    {
        var first = items.Count;
        while (!parser.Accept<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        var end = parser.Consume<SequenceEnd>();
        var own = Take(items, first);
        var isFlow = start.Style == SequenceStyle.Flow;
        return new YamlSequence(own, isFlow, file, (int)start.Start.Line, (int)start.Start.Column, (int)end.End.Line, EndColumn(end, isFlow));
    }

    private YamlMapping Mapping(MappingStart start, int depth)
    {
        var begin = entries.Count;
        // Small maps, the usual case, are searched; an index would cost more than it saves.
        Dictionary<string, YamlScalar>? index = null;
        while (!parser.Accept<MappingEnd>(out _))
        {
            var at = parser.Current!;
            if (Node(depth + 1) is not YamlScalar key)
                throw Refuse(YamlDiagnostics.ComplexKey, at, "The key is a list or a map.", "Write a word.");
            var first = First(key, begin, ref index);
            if (first is not null) Repeated(key, first);
            var value = Node(depth + 1);
            if (first is null) entries.Add((key, value));
        }

        var end = parser.Consume<MappingEnd>();
        var own = Take(entries, begin);
        var isFlow = start.Style == MappingStyle.Flow;
        return new YamlMapping(own, isFlow, file, (int)start.Start.Line, (int)start.Start.Column, (int)end.End.Line, EndColumn(end, isFlow));
    }

    // The earlier key of the same text, if there is one.
    private YamlScalar? First(YamlScalar key, int begin, ref Dictionary<string, YamlScalar>? index)
    {
        if (index is null && entries.Count - begin == 16) index = entries.Skip(begin).ToDictionary(entry => entry.Key.Text, entry => entry.Key, StringComparer.Ordinal);
        if (index is not null) return index.TryAdd(key.Text, key) ? null : index[key.Text];
        for (var at = begin; at < entries.Count; at++)
        {
            if (entries[at].Key.Text == key.Text) return entries[at].Key;
        }

        return null;
    }

    private static ImmutableArray<T> Take<T>(List<T> pending, int first)
    {
        var own = CollectionsMarshal.AsSpan(pending)[first..].ToImmutableArray();
        pending.RemoveRange(first, pending.Count - first);
        return own;
    }

    private void Repeated(YamlScalar key, YamlScalar first) =>
        Find(YamlDiagnostics.DuplicateKey.At(key.Span, $"The key '{Shorten(key.Text)}' stands twice in this map.", "Remove one of the two.") with { Related = first.Span });

    private void Find(DiagnosticDescriptor descriptor, ParsingEvent at, string summary, string fix) =>
        Find(descriptor.At(Span(at.Start, at.End), summary, fix));

    private void Find(Diagnostic finding)
    {
        findings.Add(finding);
        if (findings.Count >= limits.Findings) throw new Refused();
    }

    private Refused Refuse(DiagnosticDescriptor descriptor, ParsingEvent at, string summary, string fix)
    {
        findings.Add(descriptor.At(Span(at.Start, at.End), summary, fix));
        return new Refused();
    }

    // The parser gives a closing bracket no width.
    private static int EndColumn(ParsingEvent end, bool isFlow) => (int)end.End.Column + (isFlow ? 1 : 0);

    private SourceSpan Span(Mark start, Mark end) => new(file, (int)start.Line, (int)start.Column, (int)end.Line, (int)end.Column);

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");

    private Diagnostic NotYaml(YamlException problem, string text)
    {
        var place = TextPlace.Start;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            // The parser notices a tab late and blames the line before.
            var indent = line[..^line.TrimStart(" \t").Length];
            if (place.Line >= problem.Start.Line && indent.IndexOf('\t') is >= 0 and var tab)
                return YamlDiagnostics.NotYaml.At((place with { Column = tab + 1 }).Span(file, 1), "A tab stands in the indentation.", "Indent with spaces.");
            place = place with { Line = place.Line + 1 };
            if (place.Line > problem.End.Line + 1) break;
        }

        return YamlDiagnostics.NotYaml.At(Span(problem.Start, problem.End), $"This is not YAML: {Sentence(problem)}", "Check indentation (spaces, no tabs), quotes and brackets here.");
    }

    // The parser's sentence begins with its own position, which ours says better.
    private static string Sentence(YamlException problem)
    {
        var message = problem.Message;
        var colon = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        return (colon < 0 ? message : message[(colon + 3)..]).TrimEnd('.') + ".";
    }

    // Leaves the recursion once a finding has been noted that makes the rest pointless.
    private sealed class Refused : Exception;
}
