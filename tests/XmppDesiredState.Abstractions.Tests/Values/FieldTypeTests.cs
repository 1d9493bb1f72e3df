using System.Collections.Immutable;
using CsCheck;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Tests.Values;

public sealed class FieldTypeTests
{
    private static readonly SetType<string> Set = new(TextType.Instance);
    private static readonly SetType<Value.Secret> Secrets = new(SecretType.Instance);

    private static readonly ImmutableArray<FieldType> Types =
    [
        TextType.Instance, FlagType.Instance, new IntegerType(), new DurationType(), DateType.Instance, DomainType.Instance, PathType.Instance, SecretType.Instance, Set, Secrets,
        new SetType<string>(DomainType.Instance), new ListType<TimeSpan>(new DurationType()), new MapType<string>("names", DomainType.Instance), NegotiationType.Instance,
        SrvTargetType.Instance, new SetType<SrvTarget>(SrvTargetType.Instance), RenewBeforeType.Instance, .. Kind.All.SelectMany(kind => kind.Fields).Select(field => field.UntypedType),
    ];

    private static readonly string[] Words =
    [
        "a", "b", "A.Example", "a.example.", "b.example", "bücher.example", "90s", "1h30m", "60m", "2027-03-31", "33%", "30d", "tls-dialback", "Required", "Optional", "RSA", "keep", ".", "Federated",
    ];

    private static readonly string[] Keys = ["env", "file", "command", "version", "tls", "sasl", "dialback", "target", "port", "priority", "weight", "domain", "within", "derive", "additional", "size", "x"];

    [Fact]
    public void TryRead_CanonicalValue_IsItself() =>
        Raw(3).Sample(raw =>
        {
            foreach (var type in Types)
            {
                if (!type.TryRead(raw, out Value? canonical, out var problem))
                {
                    Assert.False(string.IsNullOrEmpty(problem.Message) || string.IsNullOrEmpty(problem.Fix));
                    continue;
                }

                Assert.NotNull(type.Show(canonical));
                if (canonical is Value.Cleared) continue;
                Assert.True(type.TryRead(canonical, out Value? again, out problem), $"{type.Description}: {problem}");
                Assert.Equal(canonical, again);
            }
        }, iter: 20_000);

    [Fact]
    public void SetType_Items_AreSortedAndStandOnce()
    {
        Assert.True(Set.TryRead(List("b", "a", "B", "b"), out Value? canonical, out _));
        Assert.Equal(List("B", "a", "b"), canonical);
        Assert.True(new SetType<string>(DomainType.Instance).TryRead(List("B.example", "a.example", "b.example."), out Value? domains, out _));
        Assert.Equal(List("a.example", "b.example"), domains);
    }

    [Fact]
    public void SetType_ItemsThatLookAlike_StandOnce()
    {
        var (a, b) = (Reference("A"), Reference("B"));
        Assert.True(Secrets.TryRead(new Value.List([a, b, a]), out Value? canonical, out _));
        Assert.Equal(2, ((Value.List)canonical).Items.Length);
    }

    [Fact]
    public void SetType_WrongItem_NamesItsIndex()
    {
        Assert.False(Set.TryRead(new Value.List([new Value.Text("a"), new Value.Number(5)]), out Value? _, out var problem));
        Assert.Equal([1], problem.Path);
    }

    [Theory]
    [InlineData("tls", "is empty")]
    [InlineData("sasl", "is empty")]
    public void ObjectType_RequiredKeyEmpty_IsRefused(string key, string message)
    {
        var map = Map(("tls", new Value.Text("Required")), ("sasl", new Value.Text("Required")), ("dialback", new Value.Flag(false)));
        Assert.False(NegotiationType.Instance.TryRead(new Value.Map(map.Items.SetItem(key, Value.Cleared.Instance)), out Value? _, out var problem));
        Assert.Equal([key], problem.Path);
        Assert.Equal(message, problem.Message);
    }

    [Fact]
    public void ObjectType_UnknownKey_NamesTheKnownOnes()
    {
        Assert.False(NegotiationType.Instance.TryRead(Map(("tsl", new Value.Text("Required"))), out Value? _, out var problem));
        Assert.Equal("tsl", problem.Suspect!.Word);
        Assert.Equal(["tls", "sasl", "dialback"], problem.Suspect.Known);
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("5")]
    public void SecretType_Literal_IsRefusedAndNotEchoed(string secret)
    {
        Value[] shapes = [new Value.Text(secret), List(secret), Map(("value", new Value.Text(secret))), Map(("env", List(secret))), Map(("env", new Value.Text("A")), ("version", new Value.Text(secret)))];
        Assert.All(shapes, shape =>
        {
            Assert.False(SecretType.Instance.TryRead(shape, out Value? _, out var problem));
            Assert.DoesNotContain(secret, problem.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Equality_IsStructural()
    {
        Assert.Equal(Map(("a", List("x"))), Map(("a", List("x"))));
        Assert.Equal(Map(("a", List("x"))).GetHashCode(), Map(("a", List("x"))).GetHashCode());
        Assert.NotEqual<Value>(List("x", "y"), List("y", "x"));
        Assert.NotEqual<Value>(new Value.Text("5"), new Value.Number(5));
        Assert.Equal(Reference("A"), Reference("A"));
        Assert.NotEqual(Reference("A"), Reference("A") with { Version = 1 });
    }

    private static Value.Secret Reference(string name) => new(new SecretReference(SecretSource.Environment, [name]));

    private static Value.List List(params string[] items) => new([.. items.Select(item => new Value.Text(item))]);

    private static Value.Map Map(params (string Key, Value Value)[] items) => new(items.ToImmutableSortedDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal));

    private static Gen<Value> Raw(int depth)
    {
        var scalar = Gen.OneOf(Gen.Int[0, Words.Length - 1].Select(index => (Value)new Value.Text(Words[index])), Gen.Int[-2, 400].Select(number => (Value)new Value.Number(number)),
            Gen.Bool.Select(flag => (Value)new Value.Flag(flag)), Gen.Const((Value)Value.Cleared.Instance));
        if (depth == 0) return scalar;
        var inner = Raw(depth - 1);
        return Gen.OneOf(scalar, inner.Array[1, 4].Select(items => (Value)new Value.List([.. items])),
            Gen.Select(Gen.Int[0, Keys.Length - 1], inner).Array[0, 4].Select(items => (Value)Map([.. items.DistinctBy(item => item.Item1).Select(item => (Keys[item.Item1], item.Item2))])));
    }
}
