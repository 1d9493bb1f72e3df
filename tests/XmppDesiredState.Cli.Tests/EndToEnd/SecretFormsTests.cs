using System.Text;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>A search that finds nothing proves something only if it finds what is there.</summary>
public sealed class SecretFormsTests
{
    private const string Secret = "c4nary+env/7d1f=é";

    public static TheoryData<byte[]> Leaks =>
    [
        Encoding.UTF8.GetBytes($"x{Secret}y"),
        Encoding.UTF8.GetBytes("x" + Uri.EscapeDataString(Secret)),
        Encoding.UTF8.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes("p:" + Secret))),
        Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret))),
        Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes("u" + Secret + ":more"))),
        Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes("us" + Secret))),
        Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + Secret), Base64FormattingOptions.InsertLineBreaks)),
        Encoding.UTF8.GetBytes(string.Join("\r\n", Secret.Chunk(4).Select(part => new string(part)))),
        Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(Secret)),
        Encoding.UTF8.GetBytes(Secret).AsEnumerable().Reverse().ToArray(),
        Encoding.Unicode.GetBytes(Secret),
    ];

    [Theory]
    [MemberData(nameof(Leaks))]
    public void In_WhatLetItOut_FindsIt(byte[] content) => Assert.NotEmpty(new SecretForms(Secret).In([1, 2, .. content, 3]));

    [Fact]
    public void In_WhatDoesNotHoldIt_FindsNothing() => Assert.Empty(new SecretForms(Secret).In(Encoding.UTF8.GetBytes("c4nary+env/7d1e=é c4nary")));
}
