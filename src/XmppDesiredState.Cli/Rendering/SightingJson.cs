using System.Text.Json;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>What was seen of a domain, for programs. What a peer wrote is shortened and made harmless here too: it is shown somewhere in the end.</summary>
internal static class SightingJson
{
    private const int MostNames = 100;

    public static void Write(Utf8JsonWriter json, ServiceSighting service)
    {
        json.WriteStartObject();
        json.WriteString("owner", service.Owner);
        json.WriteBoolean("direct_tls", service.DirectTls);
        json.WriteString("outcome", Snake($"{service.Outcome}"));
        json.WriteBoolean("fallback", service.IsFallback);
        json.WriteStartArray("targets");
        foreach (var target in service.Targets) Write(json, target);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary><c>no_answer</c> of <c>NoAnswer</c>.</summary>
    public static string Snake(string word) => string.Concat(word.Select((letter, index) => char.IsAsciiLetterUpper(letter) ? (index == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static void Write(Utf8JsonWriter json, TargetSighting target)
    {
        json.WriteStartObject();
        json.WriteString("target", Printable.Short(target.Target.Target, 253));
        json.WriteNumber("port", target.Target.Port);
        json.WriteNumber("priority", target.Target.Priority);
        json.WriteNumber("weight", target.Target.Weight);
        json.WriteString("outcome", Snake($"{target.Outcome}"));
        json.WriteString("finding", Snake($"{target.Finding}"));
        json.WriteStartArray("addresses");
        foreach (var door in target.Doors) Write(json, door);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DoorSighting door)
    {
        json.WriteStartObject();
        json.WriteString("address", $"{door.Address}");
        json.WritePropertyName("problem");
        Write(json, door.Report.Problem);
        json.WritePropertyName("clear");
        Write(json, door.Report.ClearFeatures, isClear: true);
        json.WriteString("tls", door.Report.Certificate is { } presented ? SightingText.Of(presented.Protocol) : null);
        json.WritePropertyName("secured");
        Write(json, door.Report.SecuredFeatures, isClear: false);
        json.WritePropertyName("certificate");
        WriteCertificate(json, door);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StreamProblem? problem)
    {
        if (problem is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("kind", Snake($"{problem.Kind}"));
        json.WriteString("stage", Snake($"{problem.Stage}"));
        json.WriteString("summary", Printable.Short(problem.Sentence));
        json.WriteString("condition", problem.Condition is { } condition ? Printable.Short(condition, 60) : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StreamFeatures? features, bool isClear)
    {
        if (features is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        if (isClear) json.WriteString("starttls", Snake($"{features.StartTls}"));
        json.WriteStartArray("sasl");
        foreach (var mechanism in features.Mechanisms.Take(MostNames)) json.WriteStringValue(Printable.Short(mechanism, 60));
        json.WriteEndArray();
        json.WriteBoolean("dialback", features.Dialback);
        json.WriteEndObject();
    }

    private static void WriteCertificate(Utf8JsonWriter json, DoorSighting door)
    {
        if (door.Chain is not [var leaf, ..])
        {
            json.WriteNullValue();
            return;
        }

        var installed = leaf.Installed;
        json.WriteStartObject();
        json.WriteString("subject", Printable.Short(installed.Subject));
        json.WriteString("issuer", Printable.Short(installed.Issuer));
        json.WriteString("not_before", installed.NotBefore.UtcDateTime);
        json.WriteString("not_after", installed.NotAfter.UtcDateTime);
        Write(json, "names", installed.Names);
        Write(json, "usages", installed.Usages);
        json.WriteString("key", Printable.Short(installed.Key, 60));
        json.WriteString("thumbprint", leaf.Thumbprint);
        json.WriteBoolean("names_domain", door.NamesDomain);
        json.WriteString("chain_break", door.ChainBreak is { } broken ? Printable.Short(broken) : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts.Take(MostNames)) json.WriteStringValue(Printable.Short(text, 260));
        json.WriteEndArray();
    }
}
