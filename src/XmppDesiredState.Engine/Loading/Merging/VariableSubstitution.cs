using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Binding;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Values;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Merging;

/// <summary>
/// Puts values for <c>${name}</c>, in values only and after parsing, so that no variable ever makes structure. Nodes keep their places,
/// and what holds no reference stays the same object.
/// </summary>
internal sealed class VariableSubstitution(VariableSet variables, ICollection<Diagnostic> findings)
{
    /// <summary>Scalars that keep a reference, which has been reported: what else is wrong with their value is no news.</summary>
    public HashSet<SourceSpan> Unresolved { get; } = [];

    private const string Begin = "${";

    public YamlMapping Apply(YamlMapping map)
    {
        ImmutableArray<(YamlScalar Key, YamlNode Value)>.Builder? changed = null;
        for (var index = 0; index < map.Entries.Length; index++)
        {
            var (key, value) = map.Entries[index];
            var replaced = Apply(value);
            if (ReferenceEquals(replaced, value)) continue;
            changed ??= map.Entries.ToBuilder();
            changed[index] = (key, replaced);
        }

        return changed is null ? map : new YamlMapping(changed.DrainToImmutable(), map.IsFlow, map.File, map.Line, map.Column, map.EndLine, map.EndColumn);
    }

    private YamlNode Apply(YamlNode node) => node switch
    {
        YamlMapping map => Apply(map),
        YamlSequence list => Apply(list),
        YamlScalar scalar when scalar.Text.Contains(Begin, StringComparison.Ordinal) => Apply(scalar),
        _ => node,
    };

    private YamlSequence Apply(YamlSequence list)
    {
        ImmutableArray<YamlNode>.Builder? changed = null;
        for (var index = 0; index < list.Items.Length; index++)
        {
            var replaced = Apply(list.Items[index]);
            if (ReferenceEquals(replaced, list.Items[index])) continue;
            changed ??= list.Items.ToBuilder();
            changed[index] = replaced;
        }

        return changed is null ? list : new YamlSequence(changed.DrainToImmutable(), list.IsFlow, list.File, list.Line, list.Column, list.EndLine, list.EndColumn);
    }

    private YamlScalar Apply(YamlScalar scalar)
    {
        var text = new StringBuilder();
        var rest = scalar.Text.AsSpan();
        while (rest.IndexOf(Begin) is var at && at >= 0)
        {
            if (at > 0 && rest[at - 1] == '$')
            {
                text.Append(rest[..(at - 1)]).Append(Begin);
                rest = rest[(at + 2)..];
                continue;
            }

            text.Append(rest[..at]);
            var end = rest[at..].IndexOf('}');
            var name = end < 0 ? "" : rest.Slice(at + 2, end - 2).ToString();
            if (Find(name, scalar) is not { } value)
            {
                Unresolved.Add(scalar.Span);
                return scalar;
            }

            // A scalar that is one reference takes the variable's type.
            if (at == 0 && end == rest.Length - 1 && rest.Length == scalar.Text.Length)
                return Rebuild(scalar, VariableValueType.Instance.Show(value), isPlain: value is not Value.Text);
            text.Append(VariableValueType.Instance.Show(value));
            rest = rest[(at + end + 1)..];
        }

        return Rebuild(scalar, text.Append(rest).ToString(), isPlain: false);
    }

    private Value? Find(string name, YamlScalar scalar)
    {
        if (!NameType.IsName(name))
        {
            findings.Add(LoadDiagnostics.BadReference.At(scalar.Span, "A reference to a variable is not closed, or its name has other characters than letters, digits, hyphens, underscores and dots.",
                "Write ${name}, or $${ for the characters themselves."));
            return null;
        }

        if (variables.Values.TryGetValue(name, out var value)) return value;
        var known = variables.Values.Keys;
        findings.Add(LoadDiagnostics.UnknownVariable.At(scalar.Span, $"No file declares the variable '{name}'.",
            Suggestion.For(name, known) + (variables.Values.IsEmpty ? "Declare it under variables." : "Declared are " + string.Join(", ", known) + ".")));
        return null;
    }

    private static YamlScalar Rebuild(YamlScalar scalar, string text, bool isPlain) =>
        new(text, isPlain, scalar.File, scalar.Line, scalar.Column, scalar.EndLine, scalar.EndColumn);
}
