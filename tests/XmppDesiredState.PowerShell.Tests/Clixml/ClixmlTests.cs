using System.Collections;
using System.Collections.Immutable;
using System.Management.Automation;
using System.Text;
using CsCheck;
using XmppDesiredState.PowerShell.Clixml;

namespace XmppDesiredState.PowerShell.Tests.Clixml;

/// <summary>Against the serialiser of the real engine, in process.</summary>
public sealed class ClixmlTests
{
    private const string Head = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">";

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char.Array[0, 20].Select(units => new string(units)),
        Gen.Char["_x0123456789ABCDEFabcdef"].Array[0, 30].Select(units => new string(units)),
        OneOf([.. HostileTexts.All.Where(text => text.Length < 1000)]),
        Gen.String).Where(text => ClixmlText.Problem(text) is null);

    private static readonly Gen<object?> Primitives = Gen.OneOf<object?>(
        Texts.Select(text => (object?)text), Gen.Bool.Select(flag => (object?)flag), Gen.Int.Select(number => (object?)number), Gen.Long.Select(number => (object?)number),
        Gen.UInt.Select(number => (object?)number), Gen.Double.Select(number => (object?)number), Gen.Decimal.Select(number => (object?)number), Gen.Guid.Select(id => (object?)id),
        Gen.DateTime.Select(time => (object?)DateTime.SpecifyKind(time, DateTimeKind.Utc)), Gen.TimeSpan.Select(time => (object?)time), Gen.Byte.Array[0, 9].Select(bytes => (object?)bytes), Gen.Const((object?)null));

    private static readonly Gen<object?> Values = Gen.Recursive<object?>((depth, inner) => depth > 3 ? Primitives : Gen.Frequency(
        (3, Primitives),
        (1, inner.Array[0, 4].Select(items => (object?)items.ToImmutableArray())),
        (1, Gen.Select(Texts, inner).Array[0, 4].Select(entries => (object?)entries.DistinctBy(entry => entry.Item1, StringComparer.OrdinalIgnoreCase)
            .ToImmutableDictionary(entry => entry.Item1, entry => entry.Item2, StringComparer.OrdinalIgnoreCase)))));

    [Fact]
    public void Write_AnyValue_IsWhatTheEngineReads() => Values.Sample(value => AssertSame(value, PSSerializer.Deserialize(ClixmlWriter.Write(value))), iter: 2000);

    [Fact]
    public void Read_WhatTheEngineWrites_IsTheValue() => Values.Sample(value => Assert.True(AreEqual(value, ClixmlReader.Read(PSSerializer.Serialize(ToEngine(value), 20)))), iter: 2000);

    [Fact]
    public void Read_WhatWasWritten_IsTheValue() => Values.Sample(value => Assert.True(AreEqual(value, ClixmlReader.Read(ClixmlWriter.Write(value)))), iter: 2000);

    public static TheoryData<object, object> Primitive => new()
    {
        { 'ä', 'ä' }, { (byte)255, (byte)255 }, { (sbyte)-128, (sbyte)-128 }, { short.MinValue, short.MinValue }, { ushort.MaxValue, ushort.MaxValue }, { ulong.MaxValue, ulong.MaxValue }, { 1.25f, 1.25f },
        { double.NegativeInfinity, double.NegativeInfinity }, { new Uri("https://a.test/ä?b=c"), "https://a.test/ä?b=c" }, { new Version(5, 1, 17763), new Version(5, 1, 17763) }, { ScriptBlock.Create("'a' | b"), "'a' | b" },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified) }, { DateTime.MaxValue, DateTime.MaxValue }, { TimeSpan.MinValue, TimeSpan.MinValue },
    };

    [Theory]
    [MemberData(nameof(Primitive))]
    public void Read_PrimitiveOfTheEngine_IsItsValue(object written, object expected) => Assert.Equal(expected, ClixmlReader.Read(PSSerializer.Serialize(written)));

    [Fact]
    public void Read_XmlDocument_IsItsText()
    {
        var document = new System.Xml.XmlDocument { PreserveWhitespace = true };
        document.LoadXml("<a b=\"c\">d\n</a>");

        Assert.Equal("<a b=\"c\">d\n</a>", ClixmlReader.Read(PSSerializer.Serialize(document)));
    }

    [Fact]
    public void Read_CollectionsOfTheEngine_AreLists()
    {
        object[] collections = [new ArrayList { 1, 2 }, new Stack<int>([2, 1]), new Queue<int>([1, 2]), new List<int> { 1, 2 }, new[] { 1, 2 }];

        Assert.All(collections, collection => Assert.Equal([1, 2], Assert.IsType<ImmutableArray<object?>>(ClixmlReader.Read(PSSerializer.Serialize(collection)))));
    }

    [Fact]
    public void Read_SharedObjectsAndTypes_AreResolved()
    {
        var shared = new PSObject();
        shared.Properties.Add(new PSNoteProperty("Name", "x"));

        var read = Assert.IsType<ImmutableArray<object?>>(ClixmlReader.Read(PSSerializer.Serialize(new object[] { shared, shared, new PSObject(shared) }, 5)));

        Assert.All(read, item => Assert.Equal("x", Assert.IsType<ClixmlObject>(item)["name"]));
        Assert.All(read, item => Assert.Contains("System.Object", ((ClixmlObject)item!).TypeNames));
    }

    [Fact]
    public void Read_ObjectThatHoldsItself_Ends()
    {
        const string text = Head + "<Obj RefId=\"0\"><TN RefId=\"0\"><T>A</T></TN><MS><Ref N=\"Self\" RefId=\"0\"/></MS></Obj></Objs>";

        var read = Assert.IsType<ClixmlObject>(ClixmlReader.Read(text));

        Assert.Empty(Assert.IsType<ClixmlObject>(read["self"]).Properties);
    }

    [Fact]
    public void Read_PrimitiveWithProperties_IsThePrimitive()
    {
        var text = new PSObject("a.test");
        text.Properties.Add(new PSNoteProperty("PSComputerName", "fe01"));

        Assert.Equal("a.test", ClixmlReader.Read(PSSerializer.Serialize(text)));
    }

    [Fact]
    public void Read_Enumeration_HasNameAndNumber()
    {
        var read = Assert.IsType<ClixmlObject>(ClixmlReader.Read(PSSerializer.Serialize(ErrorCategory.ObjectNotFound)));

        Assert.Equal(("ObjectNotFound", (object)13), (read.Text, read.Base));
        Assert.Contains("System.Enum", read.TypeNames);
    }

    [Fact]
    public void Read_SecureString_IsRefusedWithAReason()
    {
        var problem = Assert.Throws<ClixmlException>(() => ClixmlReader.Read(Head + "<SS>0100</SS></Objs>"));

        Assert.Contains("SecureString", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("<a/>")]
    [InlineData("<Objs/>")]
    [InlineData(Head + "</Objs>")]
    [InlineData(Head + "<I32>1</I32><I32>2</I32></Objs>")]
    [InlineData(Head + "<I32>99999999999</I32></Objs>")]
    [InlineData(Head + "<I32><I32>1</I32></I32></Objs>")]
    [InlineData(Head + "<DT>never</DT></Objs>")]
    [InlineData(Head + "<TS>P99999999999999Y</TS></Objs>")]
    [InlineData(Head + "<BA>%</BA></Objs>")]
    [InlineData(Head + "<G>0</G></Objs>")]
    [InlineData(Head + "<Version>1</Version></Objs>")]
    [InlineData(Head + "<C>70000</C></Objs>")]
    [InlineData(Head + "<PR/></Objs>")]
    [InlineData(Head + "<Evil/></Objs>")]
    [InlineData(Head + "<Ref RefId=\"7\"/></Objs>")]
    [InlineData(Head + "<Ref/></Objs>")]
    [InlineData(Head + "<Obj><TNRef RefId=\"7\"/></Obj></Objs>")]
    [InlineData(Head + "<Obj><TN><Evil/></TN></Obj></Objs>")]
    [InlineData(Head + "<Obj><MS><I32>1</I32></MS></Obj></Objs>")]
    [InlineData(Head + "<Obj><I32>1</I32><I32>2</I32></Obj></Objs>")]
    [InlineData(Head + "<Obj><LST/><LST/></Obj></Objs>")]
    [InlineData(Head + "<Obj><DCT><En><S N=\"Key\">a</S></En></DCT></Obj></Objs>")]
    [InlineData(Head + "<Obj><DCT><En><Nil N=\"Key\"/><Nil N=\"Value\"/></En></DCT></Obj></Objs>")]
    [InlineData(Head + "<Obj><DCT><En><S N=\"Value\">a</S><S N=\"Key\">a</S></En></DCT></Obj></Objs>")]
    [InlineData(Head + "<Obj><DCT><I32>1</I32></DCT></Obj></Objs>")]
    [InlineData(Head + "<Obj><DCT><En><S N=\"Key\">a</S><Nil N=\"Value\"/></En><En><S N=\"Key\">A</S><Nil N=\"Value\"/></En></DCT></Obj></Objs>")]
    [InlineData(Head + "text</Objs>")]
    [InlineData(Head + "<Obj>text</Obj></Objs>")]
    [InlineData(Head + "<Nil>text</Nil></Objs>")]
    [InlineData(Head + "<S xmlns=\"other\">a</S></Objs>")]
    [InlineData(Head + "<S>a")]
    [InlineData(Head + "<S>&#0;</S></Objs>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]>" + Head + "<S>&b;</S></Objs>")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\">" + Head + "<S>a</S></Objs>")]
    public void Read_Nonsense_IsOneKindOfException(string text) => Assert.Throws<ClixmlException>(() => ClixmlReader.Read(text));

    [Fact]
    public void Read_DamagedText_IsAValueOrOneKindOfException()
    {
        var texts = OneOf(new object?[] { ErrorCategory.OpenError, new Hashtable { ["a"] = new object?[] { 1, null, "x_x0000_" } }, new PSObject(DayOfWeek.Friday), Guid.Empty, new Version(1, 2), DateTime.MinValue }
            .Select(value => PSSerializer.Serialize(value)).ToArray());
        Gen.Select(texts, Gen.Int[0, 3000], Gen.Int[0, 12], Gen.OneOf(Gen.String[0, 6], OneOf("<", ">", "</Obj>", "<Obj>", "<LST>", "RefId=\"0\"", "<Ref RefId=\"0\"/>", "_x"))).Sample((text, at, gone, put) =>
        {
            var start = at % text.Length;
            var damaged = string.Concat(text.AsSpan(0, start), put, text.AsSpan(Math.Min(text.Length, start + gone)));
            try
            {
                ClixmlReader.Read(damaged);
            }
            catch (ClixmlException)
            {
            }
        }, iter: 5000);
    }

    [Fact]
    public void Read_DeepText_IsRefused()
    {
        var text = new StringBuilder(Head).Insert(Head.Length, "<Obj><LST>", 100_000).ToString();

        Assert.Contains("nested", Assert.Throws<ClixmlException>(() => ClixmlReader.Read(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ReferencesThatMultiply_AreRefused()
    {
        // Each level holds the one before ten times: thirty levels would be 10^30 objects to whoever walks them.
        var text = new StringBuilder(Head).Append("<Obj RefId=\"top\"><LST>");
        for (var level = 0; level < 30; level++)
        {
            text.Append($"<Obj RefId=\"{level}\"><LST>");
            for (var copy = 0; copy < 10; copy++) text.Append(level == 0 ? "<Nil/>" : $"<Ref RefId=\"{level - 1}\"/>");
            text.Append("</LST></Obj>");
        }

        Assert.Contains("elements", Assert.Throws<ClixmlException>(() => ClixmlReader.Read(text.Append("</LST></Obj></Objs>").ToString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreElementsThanAllowed_IsRefused() => Assert.Throws<ClixmlException>(() =>
        ClixmlReader.Read(Head + "<Obj><LST>" + string.Concat(Enumerable.Repeat("<Nil/>", 50)) + "</LST></Obj></Objs>", ClixmlLimits.Usual with { Nodes = 40 }));

    [Fact]
    public void Write_ValueNestedInItself_IsRefused()
    {
        var list = new ArrayList();
        list.Add(list);

        Assert.Throws<ArgumentException>(() => ClixmlWriter.Write(list));
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static object? ToEngine(object? value) => value switch
    {
        ImmutableArray<object?> list => list.Select(ToEngine).ToArray(),
        ImmutableDictionary<string, object?> map => new Hashtable(map.ToDictionary(entry => entry.Key, entry => ToEngine(entry.Value)), StringComparer.OrdinalIgnoreCase),
        _ => value,
    };

    private static void AssertSame(object? expected, object? engine) => Assert.True(AreEqual(expected, FromEngine(engine)));

    private static object? FromEngine(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        byte[] bytes => bytes,
        IDictionary map => map.Cast<DictionaryEntry>().ToImmutableDictionary(entry => (string)entry.Key, entry => FromEngine(entry.Value), StringComparer.OrdinalIgnoreCase),
        IList list => list.Cast<object?>().Select(FromEngine).ToImmutableArray(),
        var plain => plain,
    };

    private static bool AreEqual(object? a, object? b) => (a, b) switch
    {
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        (ImmutableArray<object?> x, ImmutableArray<object?> y) => x.Length == y.Length && x.Zip(y).All(pair => AreEqual(pair.First, pair.Second)),
        (ImmutableDictionary<string, object?> x, ImmutableDictionary<string, object?> y) => x.Count == y.Count && x.All(entry => y.TryGetValue(entry.Key, out var other) && AreEqual(entry.Value, other)),
        (DateTime x, DateTime y) => x == y && x.Kind == y.Kind,
        _ => Equals(a, b),
    };
}
