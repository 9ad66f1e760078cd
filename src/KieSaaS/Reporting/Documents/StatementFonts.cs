using KieSaaS.Pdf;

namespace KieSaaS.Reporting.Documents;

/// <summary>The fonts of our documents, parsed at the first document and kept. The build lays the files into the folder beside the program.</summary>
internal sealed class StatementFonts
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fonts");

    private readonly Lazy<FontSet> _set = new(() => new FontSet(
        Parse("NotoSans_400Regular.ttf"), Parse("NotoSans_700Bold.ttf"), Parse("NotoSansSC_400Regular.ttf")));

    /// <summary>Latin, Greek and Cyrillic in two weights, Chinese to fall back on: a workspace's name may be in any of them.</summary>
    public FontSet Set => _set.Value;

    private static FontFace Parse(string file) => FontFace.Parse(File.ReadAllBytes(Path.Combine(Folder, file)));
}
