using System.IO.Compression;
using System.Text;
using XmppDesiredState.PowerShell.Clixml;
using XmppDesiredState.PowerShell.Sessions;

namespace XmppDesiredState.PowerShell.Tests.Sessions;

public sealed class FrameTests
{
    [Fact]
    public void Unpack_WhatWasPacked_IsTheValue() => Assert.Equal("ä\n€", Frame.Unpack(Frame.Pack("ä\n€"), ClixmlLimits.Usual));

    [Fact]
    public void Unpack_LittleThatBecomesMuch_IsRefused()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(new byte[ClixmlLimits.Usual.Bytes + 1]);

        var problem = Assert.Throws<ClixmlException>(() => Frame.Unpack(Convert.ToBase64String(packed.ToArray()), ClixmlLimits.Usual));

        Assert.Contains("larger", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("AAAA")]
    [InlineData("H4sIAAAAAAAAA")]
    public void Unpack_Garbage_IsOneKindOfException(string word) => Assert.Throws<ClixmlException>(() => Frame.Unpack(word, ClixmlLimits.Usual));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100_000)]
    public async Task Lines_HoweverTheyArrive_AreThoseThatWereSent(int longest)
    {
        var lines = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes("\na\n\nb\r\nno end")), Math.Max(longest, 6));

        var read = new List<string>();
        while (await lines.ReadAsync() is { } line) read.Add(Encoding.UTF8.GetString(line.Span));

        Assert.Equal(["", "a", "", "b\r", "no end"], read);
    }

    [Fact]
    public async Task Lines_LongerThanAllowed_AreRefused() =>
        await Assert.ThrowsAsync<InvalidDataException>(async () => await new LineReader(new MemoryStream(new byte[1000]), 999).ReadAsync());
}
