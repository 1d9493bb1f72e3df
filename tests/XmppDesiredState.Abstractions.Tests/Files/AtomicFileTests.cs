using XmppDesiredState.Files;

namespace XmppDesiredState.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("atomic").FullName;

    private string Target => Path.Combine(folder, "file");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Write_NewAndOld_HasTheContentAndLeavesNothingElse()
    {
        AtomicFile.Write(Target, "one"u8);
        AtomicFile.Write(Target, "two"u8);
        Assert.Equal("two", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(folder));
    }

    [Fact]
    public void Write_Fails_KeepsTheOldAndLeavesNothingElse()
    {
        Directory.CreateDirectory(Target);
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(Target, "one"u8));
        Assert.True(Directory.Exists(Target));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Write_FromManyThreads_LeavesOneWhole()
    {
        var contents = Enumerable.Range(0, 50).Select(number => new string((char)('a' + (number % 26)), 10_000)).ToArray();
        Parallel.ForEach(contents, content => AtomicFile.Write(Target, System.Text.Encoding.ASCII.GetBytes(content)));
        Assert.Contains(File.ReadAllText(Target), contents);
        Assert.Equal([Target], Directory.GetFiles(folder));
    }

    [Fact]
    public void Write_Modes_AreKeptOrPrivate()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Group = AtomicFile.Shared | UnixFileMode.GroupWrite;
        AtomicFile.Write(Target, "one"u8, AtomicFile.Private);
        Assert.Equal(AtomicFile.Private, File.GetUnixFileMode(Target));
        File.SetUnixFileMode(Target, Group);
        AtomicFile.Write(Target, "two"u8);
        Assert.Equal(Group, File.GetUnixFileMode(Target));
        AtomicFile.Write(Target, "three"u8, AtomicFile.Private);
        Assert.Equal(AtomicFile.Private, File.GetUnixFileMode(Target));
    }
}
