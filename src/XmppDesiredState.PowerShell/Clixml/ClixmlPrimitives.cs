using System.Globalization;
using System.Xml;

namespace XmppDesiredState.PowerShell.Clixml;

/// <summary>The elements that hold one value ([MS-PSRP] 2.2.5.1).</summary>
internal static class ClixmlPrimitives
{
    public static object Read(string element, string text) => element switch
    {
        "S" or "URI" or "SBK" or "XD" => ClixmlText.Unescape(text),
        "B" => XmlConvert.ToBoolean(text),
        "C" => (char)XmlConvert.ToUInt16(text),
        "By" => XmlConvert.ToByte(text),
        "SB" => XmlConvert.ToSByte(text),
        "I16" => XmlConvert.ToInt16(text),
        "U16" => XmlConvert.ToUInt16(text),
        "I32" => XmlConvert.ToInt32(text),
        "U32" => XmlConvert.ToUInt32(text),
        "I64" => XmlConvert.ToInt64(text),
        "U64" => XmlConvert.ToUInt64(text),
        "Sg" => XmlConvert.ToSingle(text),
        "Db" => XmlConvert.ToDouble(text),
        "D" => XmlConvert.ToDecimal(text),
        "DT" => XmlConvert.ToDateTime(text, XmlDateTimeSerializationMode.RoundtripKind),
        "TS" => XmlConvert.ToTimeSpan(text),
        "G" => XmlConvert.ToGuid(text),
        "BA" => Convert.FromBase64String(text),
        "Version" => Version.Parse(text),
        "SS" => throw new ClixmlException("holds a SecureString, which only the machine and the account that made it can read"),
        "PR" => throw new ClixmlException("holds a progress record, which is no value"),
        _ => throw new ClixmlException("has an element that [MS-PSRP] does not know"),
    };

    /// <summary>As the key of a dictionary; null for what is no primitive.</summary>
    public static string? Show(object? value) => value switch
    {
        string text => text,
        byte[] => null,
        bool flag => flag ? "True" : "False",
        ClixmlObject { Text: { } name } => name,
        IFormattable primitive and not System.Collections.IEnumerable => primitive.ToString(null, CultureInfo.InvariantCulture),
        _ => value is Version or char ? value.ToString() : null,
    };
}
