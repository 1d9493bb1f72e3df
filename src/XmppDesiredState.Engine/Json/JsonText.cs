using System.Text.Encodings.Web;
using System.Text.Json;

namespace XmppDesiredState.Engine.Json;

/// <summary>How this program writes JSON: the same bytes on every platform, for people as well as for programs.</summary>
internal static class JsonText
{
    /// <summary>Indented, one name a line.</summary>
    public static readonly JsonWriterOptions Indented = OneLine with { Indented = true, NewLine = "\n" };

    /// <summary>Without a line break, for one entry a line.</summary>
    // The relaxed encoder leaves quotes, umlauts and arrows readable. It is unsafe inside HTML alone, where nothing of this is put unescaped.
    public static JsonWriterOptions OneLine => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
