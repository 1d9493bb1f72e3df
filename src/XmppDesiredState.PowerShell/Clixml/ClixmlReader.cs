using System.Collections.Immutable;
using System.Xml;

namespace XmppDesiredState.PowerShell.Clixml;

/// <summary>
/// Reads what <c>PSSerializer.Serialize</c> writes ([MS-PSRP] 2.2.5), from a peer that need not be one: no DTD, bounded in every direction, and
/// nothing but a <see cref="ClixmlException"/> whatever it is given.
/// </summary>
/// <remarks>
/// Primitives are the .NET values of their element (<c>URI</c>, <c>SBK</c> and <c>XD</c> their text); lists of every kind
/// <see cref="ImmutableArray{T}"/>; dictionaries <see cref="ImmutableDictionary{TKey, TValue}"/> by text, whose case does not matter; everything
/// else, enumerations included, a <see cref="ClixmlObject"/>. Properties that somebody attached to a primitive, a list or a dictionary (remoting
/// attaches <c>PSComputerName</c>) are left out. A reference to an object that encloses it is that object without properties.
/// </remarks>
public sealed class ClixmlReader
{
    private readonly XmlReader xml;
    private readonly ClixmlLimits limits;
    private readonly Dictionary<string, Known> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> typeNames = new(StringComparer.Ordinal);
    private int nodes;

    private ClixmlReader(XmlReader xml, ClixmlLimits limits) => (this.xml, this.limits) = (xml, limits);

    /// <summary>The one object of the text.</summary>
    /// <exception cref="ClixmlException">It is no CLIXML, has no object or several, or is too much.</exception>
    public static object? Read(string text, ClixmlLimits? limits = null)
    {
        try
        {
            using var source = new StringReader(text);
            using var reader = XmlReader.Create(source, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            });
            return new ClixmlReader(reader, limits ?? ClixmlLimits.Usual).ReadDocument();
        }
        catch (Exception problem) when (problem is XmlException or FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            throw new ClixmlException("is no CLIXML", problem);
        }
    }

    private object? ReadDocument()
    {
        xml.MoveToContent();
        if (xml.LocalName != "Objs" || xml.NamespaceURI != ClixmlWriter.Namespace) throw new ClixmlException("does not begin with Objs");
        if (xml.IsEmptyElement) throw new ClixmlException("holds no object");
        xml.Read();
        if (!IsAtElement()) throw new ClixmlException("holds no object");
        var value = ReadValue(0).Value;
        if (IsAtElement()) throw new ClixmlException("holds more than one object");
        xml.ReadEndElement();
        return value;
    }

    // The value, with what it would count and how deep it would be where it is referred to again.
    private Known ReadValue(int depth)
    {
        if (depth > limits.Depth) throw new ClixmlException($"is nested deeper than {limits.Depth} levels");
        Count(1);
        switch (xml.LocalName)
        {
            case "Obj":
                return ReadObject(depth);
            case "Ref":
                var known = objects.GetValueOrDefault(xml.GetAttribute("RefId") ?? "") ?? throw new ClixmlException("refers to an object that it does not hold");
                if (depth + known.Height > limits.Depth) throw new ClixmlException($"is nested deeper than {limits.Depth} levels");
                Count(known.Weight);
                SkipEmpty();
                return known;
            case "Nil":
                SkipEmpty();
                return new Known(null, 1, 0);
            default:
                return new Known(ClixmlPrimitives.Read(xml.LocalName, xml.ReadElementContentAsString()), 1, 0);
        }
    }

    private Known ReadObject(int depth)
    {
        var (id, before, part) = (xml.GetAttribute("RefId"), nodes, new ClixmlParts());
        if (id is not null) objects[id] = new Known(part.Shell(), 1, 0);
        foreach (var _ in Children())
        {
            switch (xml.LocalName)
            {
                case "TN":
                    part.TypeNames = ReadTypeNames();
                    if (id is not null) objects[id] = new Known(part.Shell(), 1, 0);
                    break;
                case "TNRef":
                    part.TypeNames = typeNames.TryGetValue(xml.GetAttribute("RefId") ?? "", out var names) ? names : throw new ClixmlException("refers to type names that it does not hold");
                    if (id is not null) objects[id] = new Known(part.Shell(), 1, 0);
                    SkipEmpty();
                    break;
                case "ToString":
                    Count(1);
                    part.Text = ClixmlText.Unescape(xml.ReadElementContentAsString());
                    break;
                case "Props" or "MS":
                    ReadProperties(part, depth);
                    break;
                case "LST" or "IE" or "STK" or "QUE":
                    part.SetBase(ReadList(part, depth));
                    break;
                case "DCT":
                    part.SetBase(ReadMap(part, depth));
                    break;
                default:
                    part.SetBase(part.Seen(ReadValue(depth + 1)));
                    break;
            }
        }

        var read = new Known(part.Build(), nodes - before + 1, part.Height);
        if (id is not null) objects[id] = read;
        return read;
    }

    private ImmutableArray<string> ReadTypeNames()
    {
        var (id, names) = (xml.GetAttribute("RefId"), ImmutableArray.CreateBuilder<string>());
        foreach (var _ in Children())
        {
            if (xml.LocalName != "T") throw new ClixmlException("has something else among type names");
            names.Add(ClixmlText.Unescape(xml.ReadElementContentAsString()));
        }

        var all = names.ToImmutable();
        if (id is not null) typeNames[id] = all;
        return all;
    }

    private void ReadProperties(ClixmlParts part, int depth)
    {
        // Members that PowerShell's types add stand in MS; they hide those of the object itself.
        var hides = xml.LocalName == "MS";
        foreach (var _ in Children())
        {
            var name = ClixmlText.Unescape(xml.GetAttribute("N") ?? throw new ClixmlException("has a property without a name"));
            var value = part.Seen(ReadValue(depth + 1));
            if (hides || !part.Properties.ContainsKey(name)) part.Properties[name] = value;
        }
    }

    private ImmutableArray<object?> ReadList(ClixmlParts part, int depth)
    {
        var items = ImmutableArray.CreateBuilder<object?>();
        foreach (var _ in Children()) items.Add(part.Seen(ReadValue(depth + 1)));
        return items.ToImmutable();
    }

    private ImmutableDictionary<string, object?> ReadMap(ClixmlParts part, int depth)
    {
        var items = ImmutableDictionary.CreateBuilder<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var _ in Children())
        {
            if (xml.LocalName != "En") throw new ClixmlException("has something else among the entries of a dictionary");
            var pair = new List<object?>(2);
            foreach (var __ in Children())
            {
                if (pair.Count == 2 || xml.GetAttribute("N") != (pair.Count == 0 ? "Key" : "Value")) throw new ClixmlException("has an entry that is not one key and one value");
                pair.Add(part.Seen(ReadValue(depth + 1)));
            }

            if (pair.Count != 2) throw new ClixmlException("has an entry that is not one key and one value");
            var key = ClixmlPrimitives.Show(pair[0]) ?? throw new ClixmlException("has a dictionary with a key that is no primitive");
            if (!items.TryAdd(key, pair[1])) throw new ClixmlException("has a dictionary with two keys that differ in nothing but case");
        }

        return items.ToImmutable();
    }

    // Leaves the element behind its end; within, the reader stands on each child, which the body must consume.
    private IEnumerable<int> Children()
    {
        Count(1);
        var isEmpty = xml.IsEmptyElement;
        xml.Read();
        if (isEmpty) yield break;
        for (var child = 0; IsAtElement(); child++) yield return child;
        xml.ReadEndElement();
    }

    private bool IsAtElement() => xml.MoveToContent() switch
    {
        XmlNodeType.Element when xml.NamespaceURI == ClixmlWriter.Namespace => true,
        XmlNodeType.EndElement => false,
        _ => throw new ClixmlException("has text or foreign elements where an object is due"),
    };

    private void SkipEmpty()
    {
        if (xml.ReadElementContentAsString().Length > 0) throw new ClixmlException("has text where none is due");
    }

    private void Count(int more)
    {
        nodes = nodes > limits.Nodes - more ? throw new ClixmlException($"has more than {limits.Nodes} elements") : nodes + more;
    }
}
