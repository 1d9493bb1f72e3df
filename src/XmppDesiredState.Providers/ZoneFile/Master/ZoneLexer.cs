using System.Buffers;
using System.Runtime.InteropServices;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>Cuts a master file into entries (RFC 1035 §5.1): lines, joined by parentheses, with the places of their tokens.</summary>
internal sealed class ZoneLexer(ZoneText text)
{
    private static readonly SearchValues<byte> WordEnd = SearchValues.Create(" \t\r\n();\"\\"u8);

    private readonly byte[] bytes = text.Bytes;
    private readonly List<ZoneToken> tokens = [];
    private int at;

    /// <summary>Those of the entry; gone with the next one.</summary>
    public ReadOnlySpan<ZoneToken> Tokens => CollectionsMarshal.AsSpan(tokens);

    /// <summary>Where the entry's first line begins.</summary>
    public int Start { get; private set; }

    /// <summary>Behind the entry's last line end.</summary>
    public int End { get; private set; }

    /// <summary>Whether the line begins with white space, so that its owner is the previous one.</summary>
    public bool IsBlankOwner { get; private set; }

    /// <summary>Reads the next entry that has tokens; false at the end of the file.</summary>
    public bool Next()
    {
        tokens.Clear();
        while (at < bytes.Length && tokens.Count == 0)
        {
            Start = at;
            IsBlankOwner = bytes[at] is (byte)' ' or (byte)'\t';
            ReadEntry();
            End = at;
        }

        return tokens.Count > 0;
    }

    private void ReadEntry()
    {
        int depth = 0, open = 0;
        while (at < bytes.Length)
        {
            switch (bytes[at])
            {
                case (byte)'\n':
                    at++;
                    if (depth == 0) return;
                    break;
                case (byte)'\r' when at + 1 >= bytes.Length || bytes[at + 1] != '\n':
                    throw text.Malformed(at, "A carriage return stands alone: name servers disagree whether it ends the line.");
                case (byte)' ' or (byte)'\t' or (byte)'\r':
                    at++;
                    break;
                case (byte)';':
                    SkipComment();
                    break;
                case (byte)'(':
                    if (depth++ == 0) open = at;
                    at++;
                    break;
                case (byte)')':
                    if (depth-- == 0) throw text.Malformed(at, "A closing parenthesis has no opening one.");
                    at++;
                    break;
                case (byte)'"':
                    ReadQuoted();
                    break;
                default:
                    ReadWord();
                    break;
            }
        }

        if (depth > 0) throw text.Malformed(open, "A parenthesis is never closed.");
    }

    private void SkipComment()
    {
        var length = bytes.AsSpan(at).IndexOf((byte)'\n');
        at = length < 0 ? bytes.Length : at + length;
    }

    private void ReadWord()
    {
        var start = at;
        while (at < bytes.Length)
        {
            var length = bytes.AsSpan(at).IndexOfAny(WordEnd);
            at = length < 0 ? bytes.Length : at + length;
            if (at >= bytes.Length || bytes[at] != '\\') break;
            SkipEscape();
        }

        tokens.Add(new ZoneToken(start, at, Quoted: false));
    }

    private void ReadQuoted()
    {
        var start = at++;
        while (true)
        {
            var length = bytes.AsSpan(at).IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
            if (length < 0 || bytes[at + length] == '\n') throw text.Malformed(start, "A quoted string does not end on its line.");
            at += length;
            if (bytes[at] == '"') break;
            SkipEscape();
        }

        tokens.Add(new ZoneToken(start, ++at, Quoted: true));
    }

    // An escaped line end still ends the line.
    private void SkipEscape()
    {
        at++;
        if (at < bytes.Length && bytes[at] is not ((byte)'\n' or (byte)'\r')) at++;
    }
}
