using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.PowerShell;
using XmppDesiredState.Providers.Lync;
using XmppDesiredState.Providers.Lync.Certificates;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Tests.Lync.Certificates;

public sealed class LyncCertificateMapperTests : IDisposable
{
    private static readonly ImmutableArray<string> Usages = ["AccessEdgeExternal", "DataEdgeExternal", "XmppServer"];

    private readonly LyncCa ca = new();

    public static TheoryData<string, string?, string> Assignments() => new()
    {
        { "A A A", "A", "" },
        { "A A B", "A", "XmppServer=B" },
        { "A B B", "B", "AccessEdgeExternal=A" },
        { "A A -", "A", "XmppServer=" },
        { "- - -", null, "" },
        { "X X A", "A", "AccessEdgeExternal=X DataEdgeExternal=X" },
        { "X X X", "", "AccessEdgeExternal=X DataEdgeExternal=X XmppServer=X" },
    };

    [Theory]
    [MemberData(nameof(Assignments))]
    public void Slot_IsWhatMostUsagesHave(string assigned, string? thumbprint, string differing)
    {
        var (a, b, x) = (Certified(), Certified(), Certified());
        var prints = new Dictionary<string, string> { ["A"] = a.Thumbprint, ["B"] = b.Thumbprint, ["X"] = x.Thumbprint, ["-"] = "" };
        var machine = Machine([.. assigned.Split(' ').Select(letter => prints[letter])], (a, true), (b, true), (x, false));

        var slot = LyncCertificateMapper.Slot(machine, Usages);

        string Show(string print) => print.Length == 0 ? "" : prints.First(pair => pair.Value == print).Key;
        Assert.Equal(thumbprint, slot is null ? null : Show(slot.Thumbprint));
        Assert.Equal(differing, string.Join(' ', (slot?.Differing ?? []).Select(item => $"{item.Split('=')[0]}={Show(item.Split('=')[1])}")));
        if (slot is null) return;
        // What the plan saw of each usage comes back from the slot, also through a plan file.
        var report = LyncCertificateMapper.Report(new ResourceId(Certificate.Kind, "edge"), ImmutableSortedDictionary.Create<string, InstalledCertificate>(StringComparer.Ordinal).Add("m", slot), null);
        Assert.Equal(assigned.Split(' ').Select(letter => prints[letter]), LyncCertificateMapper.SeenBy(report.Resource, "m", Usages));
    }

    [Fact]
    public void SeenBy_NoSlot_IsNothing() => Assert.Equal(["", "", ""], LyncCertificateMapper.SeenBy(null, "m", Usages));

    [Fact]
    public void Note_WrittenAndRead_IsTheSame()
    {
        var note = new LyncRequestNote(new string('a', 32), "digest", new DateTimeOffset(2026, 11, 28, 1, 2, 3, TimeSpan.Zero), ["a.example", "b.example"], "RSA 2048");

        var read = LyncRequestNote.Read(note.Write());

        Assert.Equal(note.Write(), read?.Write());
        Assert.Equal(note.Names, read!.Names);
    }

    [Theory]
    [InlineData("")]
    [InlineData("xmppdesiredstate-request=2\n")]
    [InlineData("xmppdesiredstate-request=1\nid=..\\..\\evil\ndigest=d\nrequestedAt=2026-11-28T01:02:03Z\nkey=RSA 2048\nnames=a\n")]
    [InlineData("xmppdesiredstate-request=1\nid=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\ndigest=\nrequestedAt=2026-11-28T01:02:03Z\nkey=RSA 2048\nnames=a\n")]
    [InlineData("xmppdesiredstate-request=1\nid=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\ndigest=d\nrequestedAt=yesterday\nkey=RSA 2048\nnames=a\n")]
    public void Note_ThatIsNoneOfOurs_IsNone(string text) => Assert.Null(LyncRequestNote.Read(text));

    [Theory]
    [InlineData("a.example", "ECDSA 256", null)]
    [InlineData("a.example,b.example", "ECDSA 256", "it does not ask for b.example")]
    [InlineData("a.example", "RSA 2048", "its key is ECDSA 256 and not RSA 2048")]
    public void Request_ThatIsNotAsAsked_IsNone(string names, string key, string? fault)
    {
        var pem = SigningRequest.Create(KeyPair.Create(KeyAlgorithm.Ecdsa, 256), Wanted with { Names = ["a.example"] }, []);
        var note = new LyncRequestNote(new string('a', 32), "digest", DateTimeOffset.UnixEpoch, [.. names.Split(',')], key);

        var request = LyncRequest.Of("m", note.Write(), pem, null, isDone: false, static _ => true);

        Assert.Equal(fault, request.Fault);
        Assert.Equal(fault is null, request.Outstanding is not null);
    }

    [Fact]
    public void Request_WhoseAnswerLiesThereWithoutItsKey_IsNotAnswered()
    {
        var pem = SigningRequest.Create(KeyPair.Create(KeyAlgorithm.Ecdsa, 256), Wanted, []);
        var note = new LyncRequestNote(new string('a', 32), "digest", DateTimeOffset.UnixEpoch, Wanted.Names, "ECDSA 256");
        var chain = ca.Sign(pem, Wanted.Names, withIntermediate: true);

        Assert.Null(LyncRequest.Of("m", note.Write(), pem, chain, isDone: false, static _ => false).Accepted);
        Assert.Equal(CertificateFile.Read(chain)[0].Thumbprint, LyncRequest.Of("m", note.Write(), pem, chain, isDone: false, static _ => true).Accepted);
    }

    [Fact]
    public void Request_TakesEveryPageOfTheWizard()
    {
        var wanted = Wanted with
        {
            Algorithm = KeyAlgorithm.Rsa,
            KeySize = 4096,
            Subject = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("organization", "Contoso Ltd").Add("organizationalUnit", "IT").Add("country", "US").Add("state", "WA").Add("locality", "Redmond"),
        };
        var after = new Resource(new ResourceId(Certificate.Kind, "edge")).With(Certificate.Usages, ["xmppserver", "AccessEdgeExternal", "dataedgeexternal"]).With(Certificate.FriendlyName, "Konrad's Edge").With(Certificate.Template, "WebServer");

        var call = LyncCertificateCalls.Request(after, wanted);

        Assert.Equal("Request-CsCertificate -New -Type AccessEdgeExternal,DataEdgeExternal -FriendlyName 'Konrad''s Edge' -KeyAlg 'RSA' -KeySize 4096 -PrivateKeyExportable $true -Organization 'Contoso Ltd' -OU 'IT' "
            + "-Country 'US' -State 'WA' -City 'Redmond' -Template 'WebServer' -ClientEKU $true -DomainName 'a.example,b.example'", LyncCertificateCalls.Summary(call));
    }

    [Theory]
    [InlineData(256, "ECDH_P256")]
    [InlineData(384, "ECDH_P384")]
    [InlineData(521, "ECDH_P521")]
    public void Request_EllipticKey_IsACurveAndNoSize(int size, string curve)
    {
        var call = LyncCertificateCalls.Request(new Resource(new ResourceId(Certificate.Kind, "edge")), Wanted with { KeySize = size, Prefer = [] });

        Assert.Equal(new LyncArgument.Text(curve), call.Parameters.Single(parameter => parameter.Name == "KeyAlg").Argument);
        Assert.DoesNotContain(call.Parameters, parameter => parameter.Name is "KeySize" or "ClientEKU");
        Assert.Equal(new LyncArgument.Texts(["AccessEdgeExternal", "DataEdgeExternal", "AudioVideoAuthentication"]), call.Parameters.Single(parameter => parameter.Name == "Type").Argument);
    }

    [Fact]
    public void Answer_WithIssuers_IsPkcs7WithoutTheRoot()
    {
        var chain = CertificateFile.Read(ca.Sign(SigningRequest.Create(KeyPair.Create(KeyAlgorithm.Ecdsa, 256), Wanted, []), Wanted.Names, withIntermediate: true));

        var (content, extension) = LyncCertificateMapper.AnswerOf(chain);

        Assert.Equal((".p7b", 3), (extension, chain.Length));
        Assert.Equal(chain.Take(2).Select(certificate => certificate.Thumbprint).Order(), CertificateFile.Read(content).Select(certificate => certificate.Thumbprint).Order());
        Assert.Equal(".cer", LyncCertificateMapper.AnswerOf([chain[0], chain[2]]).Extension);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Failure_WithThePasswordInItsWords_HidesIt(bool wasWriting)
    {
        const string password = "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";
        var step = new Step(1, "lync", new ResourceId(Certificate.Kind, "edge"), "m", Operation.Install, null, new Resource(new ResourceId(Certificate.Kind, "edge")));
        var said = new LyncSaid("", [], new PowerShellError($"The password {password} is wrong.", "X", "NotSpecified", password, null, null, IsTerminating: true), wasWriting);

        var outcome = LyncCertificates.Failed(step, said, "Import-CsCertificate", password);

        Assert.Equal(wasWriting ? StepResult.Unknown : StepResult.NotDone, outcome.Result);
        Assert.DoesNotContain(password, outcome.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => ca.Dispose();

    private static WantedCertificate Wanted => new("edge", "a.example", ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), ["a.example", "b.example"], KeyAlgorithm.Ecdsa, 256, Exportable: true,
        ["serverAuth"], ["clientAuth"], "digest");

    private static LyncMachine Machine(string[] assigned, params (ParsedCertificate Certificate, bool HasKey)[] stored) => new("m",
        Usages.Zip(assigned).Where(pair => pair.Second.Length > 0).ToImmutableDictionary(pair => pair.First.ToUpperInvariant(), pair => pair.Second, StringComparer.OrdinalIgnoreCase),
        stored.ToImmutableDictionary(item => item.Certificate.Thumbprint, item => new LyncStored(item.Certificate, item.HasKey), StringComparer.Ordinal), ImmutableDictionary<string, LyncRequest>.Empty);

    private ParsedCertificate Certified() => CertificateFile.Read(ca.Sign(SigningRequest.Create(KeyPair.Create(KeyAlgorithm.Ecdsa, 256), Wanted, []), Wanted.Names, withIntermediate: false))[0];
}
