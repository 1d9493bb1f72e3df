using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>A partner never changes, so its text is made once: a write among 5,000 partners copies what it has.</summary>
internal sealed class LyncPartnerConverter : JsonConverter<LyncPartner>
{
    private readonly ConditionalWeakTable<LyncPartner, byte[]> texts = [];

    public override LyncPartner Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize(ref reader, PartnerJson.Plain.LyncPartner)!;

    public override void Write(Utf8JsonWriter writer, LyncPartner value, JsonSerializerOptions options) =>
        writer.WriteRawValue(texts.GetValue(value, partner => JsonSerializer.SerializeToUtf8Bytes(partner, PartnerJson.Plain.LyncPartner)), skipInputValidation: true);
}
