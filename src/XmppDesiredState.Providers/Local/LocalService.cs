using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Providers.Local;

/// <summary>The file of a service: for each member what it was last told to load, when and why.</summary>
internal sealed record LocalService(ImmutableSortedDictionary<string, LocalMember> Members)
{
    public static readonly LocalService None = new(ImmutableSortedDictionary.Create<string, LocalMember>(StringComparer.Ordinal));

    private const string Root = "members", Loaded = "loaded", At = "at", Reason = "reason";

    /// <exception cref="ProviderException">The file cannot be understood.</exception>
    public static LocalService Read(LocalFile file)
    {
        var members = None.Members.ToBuilder();
        foreach (var (key, node) in LocalMapper.RootOf(file).Entries)
        {
            if (key.Text != Root) throw LocalMapper.Bad(key.Span, $"service has no '{key.Text}'", "Known keys: members.");
            if (YamlValues.ToValue(node) is Value.Cleared) continue;
            if (node is not YamlMapping map) throw LocalMapper.Bad(node.Span, "members is not a map", "Write a key for each member.");
            foreach (var (member, record) in map.Entries) members[member.Text] = ReadMember(record);
        }

        return new LocalService(members.ToImmutable());
    }

    public string Write()
    {
        if (Members.IsEmpty) return "members: {}\n";
        var text = new StringBuilder("members:\n");
        foreach (var (name, member) in Members)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {YamlText.Quote(name)}:\n    {Loaded}: {YamlText.Quote(member.Loaded)}\n");
            if (member.At is { } at) text.Append(CultureInfo.InvariantCulture, $"    {At}: {YamlText.Quote(at)}\n");
            if (member.Reason is { } reason) text.Append(CultureInfo.InvariantCulture, $"    {Reason}: {YamlText.Quote(reason)}\n");
        }

        return text.ToString();
    }

    public Resource ToResource(ResourceId id) => new Resource(id).With(Service.Loaded,
        Members.ToImmutableSortedDictionary(member => member.Key, member => member.Value.Loaded, StringComparer.Ordinal));

    private static LocalMember ReadMember(YamlNode node)
    {
        if (node is not YamlMapping map) throw LocalMapper.Bad(node.Span, "a member is not a map", "Write loaded: THUMBPRINT below its name.");
        foreach (var (key, _) in map.Entries)
            if (key.Text is not (Loaded or At or Reason)) throw LocalMapper.Bad(key.Span, $"a member has no '{key.Text}'", "Known keys: loaded, at, reason.");
        var loaded = map[Loaded] is YamlScalar { Text.Length: > 0 } scalar && YamlValues.ToValue(scalar) is not Value.Cleared ? scalar.Text
            : throw LocalMapper.Bad(map.Span, "a member lacks loaded", "Write loaded: THUMBPRINT, or remove the member.");
        return new LocalMember(loaded, (map[At] as YamlScalar)?.Text, (map[Reason] as YamlScalar)?.Text);
    }
}
