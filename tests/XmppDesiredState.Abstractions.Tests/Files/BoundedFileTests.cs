using XmppDesiredState.Files;

namespace XmppDesiredState.Tests.Files;

public sealed class BoundedFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(10)]
    public void Read_AtMostTheLimit_IsWhole(int length)
    {
        var path = Write(length);
        Assert.Equal(File.ReadAllBytes(path), BoundedFile.Read(path, 10)!.Value.ToArray());
    }

    [Fact]
    public void Read_OverTheLimit_IsNull() => Assert.Null(BoundedFile.Read(Write(11), 10));

    [Fact]
    public void Read_NoFile_Throws() => Assert.Throws<FileNotFoundException>(() => BoundedFile.Read(Path.Combine(folder, "none"), 10));

    [Fact]
    public void Read_Folder_Throws() => Assert.Throws<UnauthorizedAccessException>(() => BoundedFile.Read(folder, 10));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(int length)
    {
        var path = Path.Combine(folder, "file");
        File.WriteAllBytes(path, [.. Enumerable.Range(0, length).Select(number => (byte)number)]);
        return path;
    }
}
