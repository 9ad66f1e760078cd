namespace KieSaaS.Sandbox.Media;

/// <summary>A picture that shows its prompt in letters on a two-coloured ground, so that a person sees which request it answers.</summary>
internal static class PromptPicture
{
    private const int Shades = 64;
    private const int LineDots = Glyphs.Height + 3;
    private const int LetterDots = Glyphs.Width + 1;
    private const byte Ink = Shades;
    private const byte Faint = Shades + 1;

    /// <summary>Draws the picture as a PNG file.</summary>
    public static byte[] Draw(PictureSize size, string prompt, string caption, int seed)
    {
        var pixels = new byte[size.Width * size.Height];
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                pixels[(y * size.Width) + x] = (byte)((x + y) * (Shades - 1) / (size.Width + size.Height - 2));
            }
        }

        var margin = Math.Min(size.Width, size.Height) / 16;
        var small = Math.Max(1, size.Width / 400);
        Write(pixels, size, caption, margin, size.Height - margin - (Glyphs.Height * small), small, Faint);

        var room = new PictureSize(size.Width - (2 * margin), size.Height - (3 * margin) - (LineDots * small));
        var (lines, scale) = Fit(prompt, room);
        for (var line = 0; line < lines.Count; line++)
        {
            Write(pixels, size, lines[line], margin, margin + (line * LineDots * scale), scale, Ink);
        }

        return PngFile.Write(size.Width, size.Height, Palette(seed), pixels);
    }

    /// <summary>The largest letters with which all of the text fits; at the smallest, what does not fit is cut.</summary>
    private static (IReadOnlyList<string> Lines, int Scale) Fit(string text, PictureSize room)
    {
        for (var scale = Math.Max(1, room.Width / 100); scale > 1; scale--)
        {
            var lines = Wrap(text, Math.Max(1, room.Width / (LetterDots * scale)));
            if (lines.Count * LineDots * scale <= room.Height)
            {
                return (lines, scale);
            }
        }

        return ([.. Wrap(text, Math.Max(1, room.Width / LetterDots)).Take(Math.Max(1, room.Height / LineDots))], 1);
    }

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Chunk(width)).Select(part => new string(part)))
        {
            var joined = lines[^1].Length == 0 ? word : lines[^1] + " " + word;
            if (joined.Length <= width)
            {
                lines[^1] = joined;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    private static void Write(byte[] pixels, PictureSize size, string text, int left, int top, int scale, byte colour)
    {
        var fitting = Math.Min(text.Length, (size.Width - left) / (LetterDots * scale));
        for (var letter = 0; letter < fitting; letter++)
        {
            for (var dot = 0; dot < Glyphs.Width * Glyphs.Height; dot++)
            {
                var (across, down) = (dot % Glyphs.Width, dot / Glyphs.Width);
                if (Glyphs.HasInk(text[letter], across, down))
                {
                    Fill(pixels, size, left + (((letter * LetterDots) + across) * scale), top + (down * scale), scale, colour);
                }
            }
        }
    }

    private static void Fill(byte[] pixels, PictureSize size, int left, int top, int side, byte colour)
    {
        for (var y = top; y < Math.Min(top + side, size.Height); y++)
        {
            pixels.AsSpan((y * size.Width) + left, Math.Min(side, size.Width - left)).Fill(colour);
        }
    }

    /// <summary>Dark shades between two seeded colours, then the ink of the prompt and of the caption.</summary>
    private static byte[] Palette(int seed)
    {
        var (from, to) = (Dark(seed), Dark(seed / 360 * 7));
        var palette = new byte[(Shades + 2) * 3];
        for (var shade = 0; shade < Shades; shade++)
        {
            for (var part = 0; part < 3; part++)
            {
                palette[(shade * 3) + part] = (byte)(from[part] + ((to[part] - from[part]) * shade / (Shades - 1)));
            }
        }

        palette.AsSpan(Ink * 3, 3).Fill(255);
        palette.AsSpan(Faint * 3, 3).Fill(200);
        return palette;
    }

    private static int[] Dark(int seed)
    {
        var hue = (seed & int.MaxValue) % 360;
        return [.. new[] { 0, 240, 120 }.Select(turn => 20 + (int)(100 * (1 + Math.Cos((hue + turn) * Math.PI / 180)) / 2))];
    }
}
