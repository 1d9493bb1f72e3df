using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace XmppDesiredState.Servers;

/// <summary>
/// Ports nobody listens on. They lie below the range from which the kernel takes the near end of outgoing connections (32768 on Linux), so that no
/// client of another test sits on the port between the look and the server's start; and none is given twice, neither in a process nor, as long as
/// they live, in two: each holds a file open for each port that it took, and the system lets go of it when the process ends, however that was.
/// </summary>
public static class FreePort
{
    private const int First = 20000, Last = 32000;
    private static readonly ConcurrentDictionary<int, bool> Given = new();
    private static readonly ConcurrentBag<FileStream> Claims = [];
    private static readonly DirectoryInfo Folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "xmppstate-ports"));

    public static int Take()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last);
            if (Given.TryAdd(port, true) && TryClaim(port) && IsFree(port, SocketType.Stream, ProtocolType.Tcp) && IsFree(port, SocketType.Dgram, ProtocolType.Udp))
                return port;
        }
    }

    private static bool TryClaim(int port)
    {
        try
        {
            Claims.Add(new FileStream(Path.Combine(Folder.FullName, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsFree(int port, SocketType type, ProtocolType protocol)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
