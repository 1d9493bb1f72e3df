using System.Collections;
using System.Text;
using System.Xml;

namespace XmppDesiredState.PowerShell.Clixml;

/// <summary>Writes values as <c>PSSerializer.Deserialize</c> reads them ([MS-PSRP] 2.2.5).</summary>
/// <remarks>
/// Null, text, flags, <see cref="int"/>, <see cref="long"/>, <see cref="uint"/>, <see cref="double"/>, <see cref="decimal"/>, times (a
/// <see cref="DateTimeOffset"/> as its UTC <see cref="DateTime"/>, since CLIXML has no element for it), <see cref="TimeSpan"/>, <see cref="Guid"/>,
/// <c>byte[]</c>, dictionaries by text (a Hashtable there) and lists (an <c>object[]</c>).
/// </remarks>
public sealed class ClixmlWriter
{
    internal const string Namespace = "http://schemas.microsoft.com/powershell/2004/04";
    private const int Deepest = 32;

    private readonly XmlWriter xml;
    private int objects;

    private ClixmlWriter(XmlWriter xml) => this.xml = xml;

    /// <exception cref="ArgumentException">A value of another type, one nested too deep, or a text that PowerShell cannot serialise.</exception>
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            writer.WriteStartElement("Objs", Namespace);
            writer.WriteAttributeString("Version", "1.1.0.1");
            new ClixmlWriter(writer).Put(value, null, 0);
            writer.WriteEndElement();
        }

        return text.ToString();
    }

    private void Put(object? value, string? name, int depth)
    {
        if (depth > Deepest) throw new ArgumentException($"A value is nested deeper than {Deepest} levels.", nameof(value));
        switch (value)
        {
            case null: Leaf("Nil", name, null); break;
            case string text: Leaf("S", name, Checked(text)); break;
            case bool flag: Leaf("B", name, XmlConvert.ToString(flag)); break;
            case int number: Leaf("I32", name, XmlConvert.ToString(number)); break;
            case long number: Leaf("I64", name, XmlConvert.ToString(number)); break;
            case uint number: Leaf("U32", name, XmlConvert.ToString(number)); break;
            case double number: Leaf("Db", name, XmlConvert.ToString(number)); break;
            case decimal number: Leaf("D", name, XmlConvert.ToString(number)); break;
            case DateTime time: Leaf("DT", name, XmlConvert.ToString(time, XmlDateTimeSerializationMode.RoundtripKind)); break;
            case DateTimeOffset time: Leaf("DT", name, XmlConvert.ToString(time.UtcDateTime, XmlDateTimeSerializationMode.RoundtripKind)); break;
            case TimeSpan time: Leaf("TS", name, XmlConvert.ToString(time)); break;
            case Guid id: Leaf("G", name, XmlConvert.ToString(id)); break;
            case byte[] bytes: Leaf("BA", name, Convert.ToBase64String(bytes)); break;
            case IDictionary map: PutMap(map, name, depth); break;
            case IEnumerable list: PutList(list, name, depth); break;
            default: throw new ArgumentException($"A {value.GetType().Name} cannot be given to PowerShell.", nameof(value));
        }
    }

    private void PutMap(IDictionary map, string? name, int depth)
    {
        StartObject(name, "System.Collections.Hashtable", "System.Object");
        xml.WriteStartElement("DCT", Namespace);
        foreach (DictionaryEntry entry in map)
        {
            xml.WriteStartElement("En", Namespace);
            Put(entry.Key as string ?? throw new ArgumentException("A dictionary has a key that is no text.", nameof(map)), "Key", depth + 1);
            Put(entry.Value, "Value", depth + 1);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void PutList(IEnumerable list, string? name, int depth)
    {
        StartObject(name, "System.Object[]", "System.Array", "System.Object");
        xml.WriteStartElement("LST", Namespace);
        foreach (var item in list) Put(item, null, depth + 1);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void StartObject(string? name, params ReadOnlySpan<string> types)
    {
        var id = XmlConvert.ToString(objects++);
        xml.WriteStartElement("Obj", Namespace);
        if (name is not null) xml.WriteAttributeString("N", name);
        xml.WriteAttributeString("RefId", id);
        xml.WriteStartElement("TN", Namespace);
        xml.WriteAttributeString("RefId", id);
        foreach (var type in types) xml.WriteElementString("T", Namespace, type);
        xml.WriteEndElement();
    }

    private void Leaf(string element, string? name, string? text)
    {
        xml.WriteStartElement(element, Namespace);
        if (name is not null) xml.WriteAttributeString("N", name);
        if (text is not null) xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static string Checked(string text) =>
        ClixmlText.Problem(text) is { } problem ? throw new ArgumentException($"A text {problem}.", nameof(text)) : ClixmlText.Escape(text);
}
