using System.Text.Json;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>Terms of certificates in plan files.</summary>
internal static class CertificateTermJson
{
    public static void Write(Utf8JsonWriter writer, CertificateTerm term)
    {
        writer.WriteStartObject();
        writer.WriteString("address", term.Address.ToString());
        Write(writer, "not_before", term.NotBefore);
        Write(writer, "not_after", term.NotAfter);
        Write(writer, "renew_from", term.RenewFrom);
        writer.WriteEndObject();
    }

    public static CertificateTerm? Read(JsonObject read) => PlanWords.ReadAddress(read, "address") is { } address
        ? new CertificateTerm(address, Time(read, "not_before"), Time(read, "not_after"), Time(read, "renew_from")) : null;

    private static void Write(Utf8JsonWriter writer, string name, DateTimeOffset? time) => writer.WriteString(name, time is { } known ? JsonTime.Write(known) : null);

    private static DateTimeOffset? Time(JsonObject read, string name) => read.OptionalText(name) is null ? null : read.Parsed(name, JsonTime.Parse, "a time");
}
