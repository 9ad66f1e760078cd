using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

namespace KieSaaS.Tests.Pdf;

/// <summary>A word and its box on a page, in points from the top left corner.</summary>
internal sealed record Word(int Page, string Text, double Left, double Top, double Right, double Bottom);

/// <summary>What programs of others read in our files.</summary>
internal static class Poppler
{
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>The text as it stands on the pages, without the form feeds between them and the blanks around it.</summary>
    public static string Text(byte[] pdf) => string.Join('\n', PageTexts(pdf)).Trim();

    /// <summary>The text of each page, trimmed.</summary>
    public static string[] PageTexts(byte[] pdf) =>
        [.. Run("pdftotext", "poppler-utils", pdf, "-layout", "-enc", "UTF-8", "{file}", "-").TrimEnd('\f').Split('\f').Select(page => page.Trim())];

    /// <summary>The words in the order in which the file draws them, which is the order in which they are read aloud.</summary>
    public static string[] InFileOrder(byte[] pdf) =>
        Run("pdftotext", "poppler-utils", pdf, "-raw", "-enc", "UTF-8", "{file}", "-").Split([' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries);

    public static List<Word> Words(byte[] pdf)
    {
        var pages = XDocument.Parse(Run("pdftotext", "poppler-utils", pdf, "-bbox", "{file}", "-")).Descendants(Xhtml + "page");
        return [.. pages.SelectMany((page, index) => page.Elements(Xhtml + "word").Select(word => new Word(
            index + 1, word.Value, Number(word, "xMin"), Number(word, "yMin"), Number(word, "xMax"), Number(word, "yMax"))))];
    }

    /// <summary>The line of pdfinfo that begins with the name, without it.</summary>
    public static string? Info(byte[] pdf, string name) => Run("pdfinfo", "poppler-utils", pdf, "-isodates", "{file}")
        .Split('\n')
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim();

    /// <summary>One line per font, as pdffonts prints it.</summary>
    public static string[] Fonts(byte[] pdf) => [.. Run("pdffonts", "poppler-utils", pdf, "{file}").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)];

    /// <summary>Fails unless qpdf finds nothing wrong with the file's structure; a warning counts.</summary>
    public static void AssertSound(byte[] pdf) =>
        Assert.Contains("No syntax or stream encoding errors found", Run("qpdf", "qpdf", pdf, "--check", "{file}"), StringComparison.Ordinal);

    /// <summary>The file as qpdf writes it with every stream readable.</summary>
    public static string Unpacked(byte[] pdf) => Run("qpdf", "qpdf", pdf, "--qdf", "--object-streams=disable", "{file}", "-");

    /// <summary>A page's pixels as rows of grey values, at one pixel per point.</summary>
    public static byte[][] Pixels(byte[] pdf, int page)
    {
        var folder = Directory.CreateTempSubdirectory("kiesaas-pdf-");
        try
        {
            var number = page.ToString(CultureInfo.InvariantCulture);
            Run("pdftoppm", "poppler-utils", pdf, "-gray", "-r", "72", "-singlefile", "-f", number, "{file}", Path.Combine(folder.FullName, "page"));
            var file = File.ReadAllBytes(Path.Combine(folder.FullName, "page.pgm"));
            var header = System.Text.Encoding.ASCII.GetString(file, 0, 32).Split('\n');
            var width = int.Parse(header[1].Split(' ')[0], CultureInfo.InvariantCulture);
            return [.. file.Skip(header[0].Length + header[1].Length + header[2].Length + 3).Chunk(width)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static string Run(string program, string package, byte[] pdf, params string[] arguments)
    {
        var path = Prerequisite.Program(program, package);
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            var start = new ProcessStartInfo(path, arguments.Select(argument => argument.Replace("{file}", file, StringComparison.Ordinal)))
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0 && errors.Result.Length == 0, $"{program} says: {errors.Result}{output}");
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
