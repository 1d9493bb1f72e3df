using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace XmppDesiredState.Yaml;

/// <summary>
/// Reads one YAML document into nodes that know their place. Built on the parser's events rather than a deserializer, so that limits,
/// duplicate keys, anchors and second documents are ours to refuse, each at its place, and so that nothing needs reflection.
/// </summary>
public sealed class YamlTree
{
    private readonly string file;
    private readonly YamlLimits limits;
    private readonly ICollection<Diagnostic> findings;
    private readonly Parser parser;
    private int nodes;

    private YamlTree(string text, string file, YamlLimits limits, ICollection<Diagnostic> findings)
    {
        (this.file, this.limits, this.findings) = (file, limits, findings);
        parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The root node; an empty mapping for an empty text; null when a finding makes the tree useless.</summary>
    /// <param name="file">The path that spans use.</param>
    /// <param name="findings">Findings are added here.</param>
    public static YamlNode? Parse(string text, string file, YamlLimits limits, ICollection<Diagnostic> findings)
    {
        var tree = new YamlTree(text, file, limits, findings);
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
            findings.Add(YamlDiagnostics.NotYaml.At(tree.Span(problem.Start, problem.End), $"This is not YAML: {Sentence(problem)}",
                "Check indentation (spaces, no tabs), quotes and brackets here."));
            return null;
        }
    }

    private YamlNode Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) return new YamlMapping([], isFlow: false, file, 1, 1, 1, 1);
        parser.Consume<DocumentStart>();
        var root = Node(1);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            findings.Add(YamlDiagnostics.SecondDocument.At(Span(second.Start, second.End), "A second document begins here.", "Move it into a file of its own."));
        return root;
    }

    private YamlNode Node(int depth)
    {
        if (++nodes > limits.Nodes) throw Refuse(YamlDiagnostics.OverLimit, parser.Current!, $"The file has more than {limits.Nodes} values.", "Split it.");
        if (parser.Accept<AnchorAlias>(out var alias))
            throw Refuse(YamlDiagnostics.Anchor, alias, $"*{alias.Value} is an alias.", "Write the value out, or use the section's defaults, a variable or an include.");
        if (parser.Current is NodeEvent node) CheckProperties(node);
        if (parser.TryConsume<Scalar>(out var scalar)) return Scalar(scalar);
        if (depth > limits.Depth) throw Refuse(YamlDiagnostics.OverLimit, parser.Current!, $"Lists and maps are nested deeper than {limits.Depth} levels.", "Remove levels: no valid file needs so many.");
        return parser.TryConsume<SequenceStart>(out var sequence) ? Sequence(sequence, depth) : Mapping(parser.Consume<MappingStart>(), depth);
    }

    private void CheckProperties(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
            Find(YamlDiagnostics.Anchor, node, $"&{node.Anchor.Value} is an anchor.", "Remove it.");
        if (!node.Tag.IsEmpty)
            Find(YamlDiagnostics.Tag, node, "A tag stands here.", "Remove it.");
    }

    private YamlScalar Scalar(Scalar scalar)
    {
        if (scalar.Value.Length > limits.ScalarLength)
            throw Refuse(YamlDiagnostics.OverLimit, scalar, $"A text of {scalar.Value.Length} characters stands here.", $"Write at most {limits.ScalarLength}.");
        return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, file,
            (int)scalar.Start.Line, (int)scalar.Start.Column, (int)scalar.End.Line, (int)scalar.End.Column);
    }

    private YamlSequence Sequence(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!parser.Accept<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        var end = parser.Consume<SequenceEnd>();
        return new YamlSequence(items.DrainToImmutable(), file, (int)start.Start.Line, (int)start.Start.Column, (int)end.End.Line, (int)end.End.Column);
    }

    private YamlMapping Mapping(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(YamlScalar, YamlNode)>();
        // Small maps, the usual case, are searched; a set would cost more than it saves.
        HashSet<string>? seen = null;
        while (!parser.Accept<MappingEnd>(out _))
        {
            var at = parser.Current!;
            if (Node(depth + 1) is not YamlScalar key)
                throw Refuse(YamlDiagnostics.ComplexKey, at, "The key is a list or a map.", "Write a word.");
            if (IsRepeated(key.Text, entries, ref seen))
                findings.Add(YamlDiagnostics.DuplicateKey.At(key.Span, $"The key '{key.Text}' stands twice in this map.", "Remove one of the two.") with
                {
                    Related = First(entries, key.Text),
                });
            entries.Add((key, Node(depth + 1)));
        }

        var end = parser.Consume<MappingEnd>();
        return new YamlMapping(entries.DrainToImmutable(), start.Style == MappingStyle.Flow, file,
            (int)start.Start.Line, (int)start.Start.Column, (int)end.End.Line, (int)end.End.Column);
    }

    private static bool IsRepeated(string key, ImmutableArray<(YamlScalar Key, YamlNode Value)>.Builder entries, ref HashSet<string>? seen)
    {
        if (seen is null && entries.Count == 16) seen = [.. entries.Select(entry => entry.Key.Text)];
        if (seen is not null) return !seen.Add(key);
        for (var index = 0; index < entries.Count; index++)
        {
            if (entries[index].Key.Text == key) return true;
        }

        return false;
    }

    private static SourceSpan First(ImmutableArray<(YamlScalar Key, YamlNode Value)>.Builder entries, string key) =>
        entries.First(entry => entry.Key.Text == key).Key.Span;

    private void Find(DiagnosticDescriptor descriptor, ParsingEvent at, string summary, string fix)
    {
        findings.Add(descriptor.At(Span(at.Start, at.End), summary, fix));
        if (findings.Count >= limits.Findings) throw new Refused();
    }

    private Refused Refuse(DiagnosticDescriptor descriptor, ParsingEvent at, string summary, string fix)
    {
        findings.Add(descriptor.At(Span(at.Start, at.End), summary, fix));
        return new Refused();
    }

    private SourceSpan Span(Mark start, Mark end) => new(file, (int)start.Line, (int)start.Column, (int)end.Line, (int)end.Column);

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
