using System.Buffers.Binary;
using System.Text;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Telemetry;

/// <summary>A message in the wire format of Protocol Buffers, whose fields are asked for by number and meaning.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> fields = [];

    public ProtobufMessage(ReadOnlySpan<byte> content)
    {
        while (content.Length > 0)
        {
            var key = Varint(ref content);
            var (number, bytes) = (0ul, Array.Empty<byte>());
            switch (key & 7)
            {
                case 0:
                    number = Varint(ref content);
                    break;
                case 1:
                    number = BinaryPrimitives.ReadUInt64LittleEndian(content);
                    content = content[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref content);
                    bytes = content[..length].ToArray();
                    content = content[length..];
                    break;
                case 5:
                    number = BinaryPrimitives.ReadUInt32LittleEndian(content);
                    content = content[4..];
                    break;
                default:
                    throw new InvalidDataException($"Wire type {key & 7} is none that is in use.");
            }

            fields.Add(((int)(key >> 3), number, bytes));
        }
    }

    public IEnumerable<ProtobufMessage> All(int field) => fields.Where(item => item.Field == field).Select(item => new ProtobufMessage(item.Bytes));

    public bool Has(int field) => fields.Any(item => item.Field == field);

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field));

    public ulong Number(int field) => fields.LastOrDefault(item => item.Field == field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    private byte[] Bytes(int field) => fields.LastOrDefault(item => item.Field == field).Bytes ?? [];

    private static ulong Varint(ref ReadOnlySpan<byte> content)
    {
        var (value, shift) = (0ul, 0);
        while (true)
        {
            var octet = content[0];
            content = content[1..];
            value |= (ulong)(octet & 0x7f) << shift;
            if (octet < 0x80) return value;
            shift += 7;
        }
    }
}
