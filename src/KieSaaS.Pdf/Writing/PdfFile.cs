using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;

namespace KieSaaS.Pdf.Writing;

/// <summary>The numbered objects of a PDF file, in the order they are written, and the table of where each begins.</summary>
internal sealed class PdfFile
{
    private readonly ByteBuffer _file = new(64 * 1024);
    private readonly List<int> _offsets = [0];

    public PdfFile()
    {
        // Four bytes above 127 in a comment tell programs that move files that this one is not text.
        _file.Append("%PDF-1.7\n"u8);
        _file.Append([(byte)'%', 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>A number for an object that is written later, so that others can refer to it before.</summary>
    public int Reserve()
    {
        _offsets.Add(0);
        return _offsets.Count - 1;
    }

    public int Write(string content)
    {
        var number = Reserve();
        Write(number, content);
        return number;
    }

    public void Write(int number, string content)
    {
        Begin(number);
        _file.Append(content);
        _file.Append("\nendobj\n"u8);
    }

    /// <summary>A compressed stream; <paramref name="entries"/> are added to its dictionary.</summary>
    public int WriteStream(ReadOnlySpan<byte> content, string entries = "")
    {
        using var compressed = new MemoryStream(256 + (content.Length / 3));
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(content);
        }

        var number = Reserve();
        Begin(number);
        _file.Append(FormattableString.Invariant($"<</Filter/FlateDecode/Length {compressed.Length}{entries}>>stream\n"));
        _file.Append(compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
        _file.Append("\nendstream\nendobj\n"u8);
        return number;
    }

    /// <summary>Writes the table of offsets and the trailer. The file's id is a hash of its content: the same document has the same id.</summary>
    public byte[] Finish(int catalog, int info)
    {
        var id = Convert.ToHexString(SHA256.HashData(_file.Span).AsSpan(0, 16));
        var table = _file.Length;
        _file.Append(FormattableString.Invariant($"xref\n0 {_offsets.Count}\n0000000000 65535 f \n"));
        foreach (var offset in _offsets.Skip(1))
        {
            _file.Append(offset.ToString("D10", CultureInfo.InvariantCulture));
            _file.Append(" 00000 n \n"u8);
        }

        _file.Append(FormattableString.Invariant(
            $"trailer<</Size {_offsets.Count}/Root {catalog} 0 R/Info {info} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{table}\n%%EOF\n"));
        return _file.Span.ToArray();
    }

    private void Begin(int number)
    {
        _offsets[number] = _file.Length;
        _file.Append(FormattableString.Invariant($"{number} 0 obj\n"));
    }
}
