using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading;

/// <summary>
/// <see cref="DesiredState.ConfigDigest"/>: SHA-256 over the resolved content as JSON in one order. Paths count relative to the root
/// folder or the home folder, so two checkouts of the same files agree; secrets count by their references.
/// </summary>
internal sealed class StateDigest : IDisposable
{
    private const int ChunkBytes = 64 * 1024;

    private readonly string root;
    private readonly string? home;
    private readonly ArrayBufferWriter<byte> buffer = new(ChunkBytes * 2);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Utf8JsonWriter json;

    private StateDigest(string root, string? home)
    {
        (this.root, this.home) = (root, home);
        json = new Utf8JsonWriter(buffer);
    }

    /// <summary>Has what makes digests loaded while files are read: a library of the system, which takes some milliseconds to load.</summary>
    public static void Prepare() => _ = Task.Run(() => SHA256.HashData([]));

    public static string Of(DesiredState state, StateFileLayout layout, string rootFolder, string? homeFolder)
    {
        using var digest = new StateDigest(rootFolder, homeFolder);
        digest.Write(state, layout);
        digest.json.Flush();
        digest.hash.AppendData(digest.buffer.WrittenSpan);
        return Convert.ToHexStringLower(digest.hash.GetHashAndReset());
    }

    public void Dispose()
    {
        json.Dispose();
        hash.Dispose();
    }

    private void Write(DesiredState state, StateFileLayout layout)
    {
        json.WriteStartObject();
        json.WriteString("name", state.Name);
        WriteGateway(state.Gateway);
        WriteProviders(state, layout);
        WriteSections(state);
        json.WriteStartArray("resources");
        foreach (var declared in state.Resources) WriteDeclared(declared);
        json.WriteEndArray();
        WriteWindows(state);
        WriteNotes(state);
        json.WriteEndObject();
    }

    private void WriteGateway(Gateway gateway)
    {
        json.WriteStartObject("gateway");
        // Order means nothing among domains and addresses, and joined files have none.
        WriteTexts("domains", gateway.Domains.Order(StringComparer.Ordinal));
        WriteTexts("sipDomains", gateway.SipDomains.Order(StringComparer.Ordinal));
        json.WriteString("edge", gateway.Edge);
        WriteTexts("inbound", gateway.InboundAddresses.Order(StringComparer.Ordinal));
        WriteTexts("outbound", gateway.OutboundAddresses.Order(StringComparer.Ordinal));
        json.WriteString("contactName", gateway.ContactName);
        json.WriteString("contactMail", gateway.ContactMail);
        json.WriteEndObject();
    }

    private void WriteProviders(DesiredState state, StateFileLayout layout)
    {
        json.WriteStartObject("providers");
        foreach (var (name, declaration) in state.Providers)
        {
            json.WriteStartObject(name);
            json.WriteString("type", declaration.Type);
            json.WritePropertyName("options");
            WriteValue(new Value.Map(declaration.Options), layout.Provider.Find(declaration.Type));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (state.RunStore is not { } store) return;
        json.WriteString("runStore", store.Type);
        json.WritePropertyName("runStoreOptions");
        WriteValue(new Value.Map(store.Options), RunStoreLayout.Type.Find(store.Type));
    }

    private void WriteSections(DesiredState state)
    {
        json.WriteStartArray("sections");
        foreach (var section in state.Sections)
        {
            json.WriteStartObject();
            json.WriteString("kind", section.Kind.Name);
            WriteTexts("providers", section.Providers);
            json.WriteString("unlisted", section.Unlisted.ToString());
            json.WriteString("removed", section.Removed.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteDeclared(Declared declared)
    {
        json.WriteStartObject();
        json.WriteString("address", declared.Address.ToString());
        if (declared.Protect) json.WriteBoolean("protect", true);
        if (declared.Absent) json.WriteBoolean("absent", true);
        json.WritePropertyName("attributes");
        WriteValue(new Value.Map(declared.Resource.Attributes), null);
        foreach (var (attribute, policy) in declared.Unsupported) json.WriteString("unsupported " + attribute, policy.ToString());
        json.WriteEndObject();
        if (json.BytesPending + buffer.WrittenCount < ChunkBytes) return;
        json.Flush();
        hash.AppendData(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }

    private void WriteWindows(DesiredState state)
    {
        json.WriteStartObject("windows");
        foreach (var (name, window) in state.Windows)
        {
            json.WriteStartObject(name);
            WriteTexts("days", window.Days.Order().Select(day => day.ToString()));
            json.WriteString("from", window.From.ToString("HH:mm", CultureInfo.InvariantCulture));
            json.WriteString("to", window.To.ToString("HH:mm", CultureInfo.InvariantCulture));
            json.WriteString("timeZone", window.TimeZone);
            WriteTexts("except", window.Except.Order().Select(range => $"{range.First:yyyy-MM-dd}/{range.Last:yyyy-MM-dd}"));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteNotes(DesiredState state)
    {
        WriteTexts("acknowledged", state.Acknowledged.Select(item => $"{item.Id}@{item.Provider} {item.Until:yyyy-MM-dd} {item.Reason}").Order(StringComparer.Ordinal));
        if (state.Guards is { } guards) json.WriteString("guards", $"{guards.MaxDeletes} {guards.Until:yyyy-MM-dd}");
    }

    private void WriteTexts(string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private void WriteValue(Value value, FieldType? type)
    {
        switch (value)
        {
            case Value.Text text:
                json.WriteStringValue(type is PathType ? Portable(text.Content) : text.Content);
                break;
            case Value.Number number:
                json.WriteNumberValue(number.Content);
                break;
            case Value.Flag flag:
                json.WriteBooleanValue(flag.Content);
                break;
            case Value.List list:
                json.WriteStartArray();
                foreach (var item in list.Items) WriteValue(item, (type as IListType)?.ItemType);
                json.WriteEndArray();
                break;
            case Value.Map map:
                json.WriteStartObject();
                foreach (var (key, item) in map.Items)
                {
                    json.WritePropertyName(key);
                    WriteValue(item, type is null ? null : TypeOf(type, key));
                }

                json.WriteEndObject();
                break;
            case Value.Secret secret:
                WriteSecret(secret);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static FieldType? TypeOf(FieldType type, string key) =>
        (type as IMapType)?.ValueType ?? (type as ObjectType)?.Fields.FirstOrDefault(field => field.Name == key)?.UntypedType;

    private void WriteSecret(Value.Secret secret)
    {
        json.WriteStartObject();
        json.WriteString("source", secret.Reference.Source.ToString());
        WriteTexts("arguments", secret.Reference.Source == SecretSource.File ? secret.Reference.Arguments.Select(Portable) : secret.Reference.Arguments);
        json.WriteNumber("version", secret.Version);
        json.WriteEndObject();
    }

    private string Portable(string path)
    {
        if (Files.RealPath.IsInside(path, root)) return Path.GetRelativePath(root, path).Replace('\\', '/');
        return home is not null && Files.RealPath.IsInside(path, home) ? "~/" + Path.GetRelativePath(home, path).Replace('\\', '/') : path.Replace('\\', '/');
    }
}
