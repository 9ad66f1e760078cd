using System.Buffers.Binary;

namespace KieSaaS.Files.Measuring;

/// <summary>Width and height of a picture as its decoder will find them.</summary>
internal static class PictureSize
{
    private const int PngSizeAt = 8, GifSizeAt = 6, RiffHeader = 12, PartHeader = 8;

    public static (int Width, int Height)? Read(MediaBytes bytes, string extension) => extension switch
    {
        "png" => Png(bytes),
        "gif" => Gif(bytes),
        "jpg" => Jpeg(bytes),
        _ => WebP(bytes),
    };

    private static (int, int)? Png(MediaBytes bytes)
    {
        bytes.Skip(PngSizeAt);
        var part = bytes.Take(16);
        return part[4..].StartsWith("IHDR"u8)
            ? (checked((int)BinaryPrimitives.ReadUInt32BigEndian(part[8..])), checked((int)BinaryPrimitives.ReadUInt32BigEndian(part[12..])))
            : null;
    }

    private static (int, int)? Gif(MediaBytes bytes)
    {
        bytes.Skip(GifSizeAt);
        return (bytes.UInt16Little(), bytes.UInt16Little());
    }

    private static (int, int)? Jpeg(MediaBytes bytes)
    {
        bytes.Skip(2);
        while (bytes.Left > 0)
        {
            if (bytes.Byte() != 0xFF)
            {
                return null;
            }

            var marker = bytes.Byte();
            while (marker == 0xFF)
            {
                marker = bytes.Byte();
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD7))
            {
                continue;
            }

            var length = bytes.UInt16();
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                bytes.Skip(1);
                var (height, width) = (bytes.UInt16(), bytes.UInt16());
                return (width, height);
            }

            // The picture itself begins and nothing has said how large it is.
            if (marker is 0xDA or 0xD9)
            {
                return null;
            }

            bytes.Skip(length - 2);
        }

        return null;
    }

    private static (int, int)? WebP(MediaBytes bytes)
    {
        bytes.Skip(RiffHeader);
        (int, int)? canvas = null;
        while (bytes.Left >= PartHeader)
        {
            var header = bytes.Take(PartHeader);
            var (name, length) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32LittleEndian(header[4..]));
            var end = bytes.Position + length + (length % 2);
            switch (name)
            {
                case 0x56503858: // "VP8X"
                    canvas = Canvas(bytes);
                    break;
                case 0x414E4D46: // "ANMF": frames of an animation are drawn on the canvas
                    return canvas;
                case 0x56503820: // "VP8 "
                    return Agreed(canvas, Lossy(bytes));
                case 0x5650384C: // "VP8L"
                    return Agreed(canvas, Lossless(bytes));
            }

            bytes.GoTo(end);
        }

        return null;
    }

    // A still picture fills its canvas, or one of the two lies.
    private static (int, int)? Agreed((int, int)? canvas, (int, int)? picture) => canvas is null || canvas == picture ? picture : null;

    private static (int, int)? Canvas(MediaBytes bytes)
    {
        var part = bytes.Take(10);
        return (1 + (part[4] | part[5] << 8 | part[6] << 16), 1 + (part[7] | part[8] << 8 | part[9] << 16));
    }

    private static (int, int)? Lossy(MediaBytes bytes)
    {
        var part = bytes.Take(10);
        return part[3..].StartsWith<byte>([0x9D, 0x01, 0x2A])
            ? (BinaryPrimitives.ReadUInt16LittleEndian(part[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(part[8..]) & 0x3FFF)
            : null;
    }

    private static (int, int)? Lossless(MediaBytes bytes)
    {
        var part = bytes.Take(5);
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(part[1..]);
        return part[0] == 0x2F ? ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1) : null;
    }
}
