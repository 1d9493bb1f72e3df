namespace XmppDesiredState.Files;

/// <summary>Keeps other processes from writing to a folder.</summary>
public static class FolderLock
{
    /// <summary>The file that is locked. It stays; what counts is who has it open.</summary>
    public const string FileName = ".lock";

    private const int Attempts = 400;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Locks until what is returned is disposed; null when another process holds it for ten seconds. The folder is created where it is missing.</summary>
    /// <remarks>The system releases it with the process, however that ends.</remarks>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static async Task<IDisposable?> TakeAsync(string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < Attempts - 1 && Directory.Exists(folder))
            {
                await Task.Delay(Pause, clock, cancellationToken);
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                return null;
            }
        }

        return null;
    }
}
