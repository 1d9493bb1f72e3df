using System.Net;
using System.Net.Sockets;

namespace XmppDesiredState.Servers.Tests;

/// <summary>What a fixture must not leave behind.</summary>
internal static class Left
{
    public static void Nothing(string folder, int process, params IPEndPoint[] endpoints)
    {
        Assert.False(Directory.Exists(folder), folder);
        Assert.False(Tool.IsRunning(process), $"process {process} runs");
        Assert.All(endpoints, endpoint =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            Assert.Equal(SocketError.ConnectionRefused, Assert.ThrowsAny<SocketException>(() => socket.Connect(endpoint)).SocketErrorCode);
        });
    }
}
