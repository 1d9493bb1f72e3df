using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace XmppDesiredState.Federation.Tests.Dns;

/// <summary>A resolver on loopback (UDP) that answers each question with whatever bytes a test says; null: with none.</summary>
internal sealed class FakeResolver : IAsyncDisposable
{
    public const ushort A = 1, Cname = 5, Aaaa = 28, Srv = 33;

    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource stop = new();
    private readonly Func<Question, byte[]?> answer;
    private readonly Task running;

    public FakeResolver(Func<Question, byte[]?> answer)
    {
        this.answer = answer;
        running = RunAsync();
    }

    public IPEndPoint Endpoint => (IPEndPoint)socket.Client.LocalEndPoint!;

    public ConcurrentQueue<Question> Questions { get; } = [];

    /// <summary>The name as it was asked, and the type.</summary>
    internal sealed record Question(byte[] Message, string Name, ushort Type)
    {
        /// <summary>With these resource records, which name the question by a pointer where <see cref="Record(ushort, byte[])"/> made them.</summary>
        public byte[] Reply(int rcode, params byte[][] records) => Reply(rcode, records.Length, [.. records.SelectMany(record => record)]);

        /// <summary>With a count that need not be true.</summary>
        public byte[] Reply(int rcode, int count, byte[] answers)
        {
            byte[] question = Message[12..EndOfQuestion];
            byte[] head = [Message[0], Message[1], 0x81, (byte)(0x80 | rcode), 0, 1, (byte)(count >> 8), (byte)count, 0, 0, 0, 0];
            return [.. head, .. question, .. answers];
        }

        private int EndOfQuestion => Array.IndexOf(Message, (byte)0, 12) + 5;
    }

    /// <summary>Of the name that was asked for.</summary>
    public static byte[] Record(ushort type, byte[] content) => Record([0xc0, 12], type, content);

    public static byte[] Record(byte[] owner, ushort type, byte[] content) => [.. owner, (byte)(type >> 8), (byte)type, 0, 1, 0, 0, 0, 5, (byte)(content.Length >> 8), (byte)content.Length, .. content];

    public static byte[] SrvOf(int priority, int weight, int port, string target) => Record(Srv, [.. Number(priority), .. Number(weight), .. Number(port), .. Name(target)]);

    public static byte[] Name(string name) => [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.Latin1.GetBytes(label)]), 0];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            var message = await socket.ReceiveAsync(stop.Token);
            var question = Read(message.Buffer);
            Questions.Enqueue(question);
            if (answer(question) is { } bytes) await socket.SendAsync(bytes, message.RemoteEndPoint, stop.Token);
        }
    }

    private static byte[] Number(int value) => [(byte)(value >> 8), (byte)value];

    private static Question Read(byte[] message)
    {
        var labels = new List<string>();
        var at = 12;
        while (message[at] > 0)
        {
            labels.Add(Encoding.Latin1.GetString(message, at + 1, message[at]));
            at += message[at] + 1;
        }

        return new Question(message, string.Join('.', labels).ToLowerInvariant(), BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at + 1)));
    }
}
