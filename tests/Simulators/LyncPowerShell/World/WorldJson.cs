using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace XmppDesiredState.LyncPowerShell.World;

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorldState))]
[JsonSerializable(typeof(LyncCall))]
internal sealed partial class WorldJson : JsonSerializerContext
{
    public static WorldJson Readable { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new LyncPartnerConverter() } });
}
