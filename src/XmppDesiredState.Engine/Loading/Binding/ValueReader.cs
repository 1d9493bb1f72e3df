using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary>
/// Reads nodes against types and reports every problem at its place. Lists and maps are read item by item, so that one bad item hides
/// no other; what only a file can get wrong (a duration without unit, a relative path, a secret in clear) is settled here.
/// </summary>
internal sealed class ValueReader(PathResolver paths, ICollection<Diagnostic> findings)
{
    /// <summary>Places that may hold a secret in clear and must not be quoted.</summary>
    public List<SourceSpan> Hidden { get; } = [];

    public void Report(Diagnostic diagnostic) => findings.Add(diagnostic);

    /// <summary>Reads as the type the code works with. Plain <c>null</c> and an empty list count as not given.</summary>
    public bool TryRead<T>(YamlNode node, Subject subject, FieldType<T> type, [MaybeNullWhen(false)] out T result)
    {
        result = default;
        return Read(node, type, subject) is { } value and not Value.Cleared && type.TryRead(value, out result, out _);
    }

    /// <summary>The canonical value; null when a problem was reported.</summary>
    /// <param name="subject">How messages name it: <c>negotiation.tls</c>.</param>
    public Value? Read(YamlNode node, FieldType type, Subject subject)
    {
        if (IsNull(node)) return Value.Cleared.Instance;
        return (type, node) switch
        {
            (ObjectType map, YamlMapping mapping) => Map(mapping, map, subject),
            (VariantType variant, YamlMapping mapping) => Variant(mapping, variant, subject),
            (IMapType map, YamlMapping mapping) => Finish(node, type, Entries(mapping, map, subject), subject),
            (IListType list, YamlSequence sequence) => Finish(node, type, Items(sequence, list, subject), subject),
            (IUnionType union, _) => Finish(node, type, Alternative(node, union, subject), subject),
            (SecretType, _) => Secret(node, subject),
            (PathType, _) => ResolvePath(node, subject),
            (DurationType, YamlScalar scalar) when YamlValues.ToValue(scalar) is Value.Number number => MissingUnit(node, number, subject),
            _ => Finish(node, type, Raw(node), subject),
        };
    }

    public static bool IsNull(YamlNode node) => YamlValues.IsEmpty(node);

    private Value.Map? Map(YamlMapping mapping, ObjectType type, Subject subject)
    {
        if (MapReader.Open(mapping, type, this, subject) is not { } reader) return null;
        var read = Value.Map.NoItems.ToBuilder();
        var isComplete = reader.HasRequired;
        foreach (var field in type.Fields)
        {
            if (reader.NodeOf(field) is not { } node) continue;
            if (Read(node, field.UntypedType, subject.Inner(field.Name)) is { } value) read[field.Name] = value;
            else isComplete = false;
        }

        return isComplete && reader.KnowsAllKeys ? new Value.Map(read.ToImmutable()) : null;
    }

    private Value.Map? Variant(YamlMapping mapping, VariantType type, Subject subject)
    {
        if (mapping[VariantType.Discriminator] is not { } node)
        {
            Report(LoadDiagnostics.MissingKey.At(mapping.Span, $"{subject} lacks {VariantType.Discriminator}.", $"Add {VariantType.Discriminator}: {string.Join(", ", type.Words)}."));
            return null;
        }

        var word = (node as YamlScalar)?.Text ?? "";
        if (type.Find(word) is { } variant) return Map(mapping, variant, subject);
        Report(LoadDiagnostics.UnknownWord.At(node.Span, $"{subject}.{VariantType.Discriminator} is none of those known: '{word}'.", Suggestion.For(word, type.Words) + "Known are " + string.Join(", ", type.Words) + "."));
        return null;
    }

    private Value? Entries(YamlMapping mapping, IMapType type, Subject subject)
    {
        var read = Value.Map.NoItems.ToBuilder();
        var isGood = true;
        foreach (var (key, node) in mapping.Entries)
        {
            if (Read(node, type.ValueType, subject.Inner(key.Text)) is { } value) read[key.Text] = value;
            else isGood = false;
        }

        return isGood ? new Value.Map(read.ToImmutable()) : null;
    }

    private Value? Items(YamlSequence sequence, IListType type, Subject subject)
    {
        if (sequence.Items.IsEmpty) return Value.Cleared.Instance;
        var read = ImmutableArray.CreateBuilder<Value>(sequence.Items.Length);
        foreach (var node in sequence.Items)
        {
            if (IsNull(node)) Report(LoadDiagnostics.WrongValue.At(node.Span, $"An item of {subject} is empty.", "Write a value, or remove the item."));
            else if (Read(node, type.ItemType, subject) is { } value) read.Add(value);
        }

        return read.Count == sequence.Items.Length ? new Value.List(read.DrainToImmutable()) : null;
    }

    private Value? Alternative(YamlNode node, IUnionType union, Subject subject)
    {
        foreach (var alternative in union.Alternatives)
        {
            if ((node is YamlMapping && alternative is ObjectType or IMapType or VariantType or SecretType) || (node is YamlSequence && alternative is IListType))
                return Read(node, alternative, subject);
        }

        return Raw(node);
    }

    private Value? Finish(YamlNode node, FieldType type, Value? raw, Subject subject)
    {
        if (raw is null or Value.Cleared) return raw;
        if (type.TryRead(raw, out var canonical, out var problem)) return canonical;
        Report(Describe(node, problem, subject));
        return null;
    }

    private Value? Secret(YamlNode node, Subject subject)
    {
        if (SecretType.Instance.TryRead(Raw(node), out Value.Secret? secret, out var problem))
        {
            if (secret.Reference.Source != SecretSource.File) return secret;
            var path = AbsolutePath(secret.Reference.Arguments[0], node, subject);
            return path is null ? null : secret with { Reference = secret.Reference with { Arguments = [path] } };
        }

        Hidden.Add(node.Span);
        Report(LoadDiagnostics.ClearSecret.At(node.Span, $"{subject} {problem.Message}.", problem.Fix));
        return null;
    }

    private Value? ResolvePath(YamlNode node, Subject subject) =>
        Finish(node, PathType.Instance, Raw(node), subject) is Value.Text written && AbsolutePath(written.Content, node, subject) is { } path ? new Value.Text(path) : null;

    private string? AbsolutePath(string written, YamlNode node, Subject subject)
    {
        if (written.Length > 4096 || written.Contains('\0'))
        {
            Report(LoadDiagnostics.WrongValue.At(node.Span, $"{subject} is not a path.", "Write a path of at most 4096 characters."));
            return null;
        }

        if (paths.TryResolve(written, node.File, out var absolute)) return absolute;
        Report(LoadDiagnostics.WrongValue.At(node.Span, $"{subject} begins with ~/ and there is no home folder.", "Write an absolute path, or one relative to this file."));
        return null;
    }

    private Value? MissingUnit(YamlNode node, Value.Number number, Subject subject)
    {
        Report(LoadDiagnostics.MissingUnit.At(node.Span, $"{subject} is a number without a unit: {number.Content}.", $"Write a unit, such as {number.Content}s for seconds or {number.Content}m for minutes."));
        return null;
    }

    // Our own word default has a meaning for attributes only, and those are handled before they come here.
    private static Value Raw(YamlNode node) => YamlValues.IsDefault(node) ? new Value.Text("default") : YamlValues.ToValue(node);

    private static Diagnostic Describe(YamlNode node, Problem problem, Subject subject)
    {
        var at = node;
        YamlScalar? key = null;
        foreach (var step in problem.Path)
        {
            (key, var inner) = step switch
            {
                string name when at is YamlMapping mapping => mapping.Entries.FirstOrDefault(entry => entry.Key.Text == name),
                int index when at is YamlSequence sequence && index < sequence.Items.Length => (null, sequence.Items[index]),
                _ => default,
            };
            if (inner is null) break;
            at = inner;
            subject = step is string word ? subject.Inner(word) : subject;
        }

        var descriptor = problem.Suspect switch
        {
            null => LoadDiagnostics.WrongValue,
            { IsKey: true } => LoadDiagnostics.UnknownKey,
            _ => LoadDiagnostics.UnknownWord,
        };
        var where = problem.Suspect is { IsKey: true } && key is not null ? key.Span : at.Span;
        var hint = problem.Suspect is { } suspect ? Suggestion.For(suspect.Word, suspect.Known) : "";
        return descriptor.At(where, $"{subject} {problem.Message}.", hint + problem.Fix);
    }
}
