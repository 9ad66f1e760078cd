using KieSaaS.Pdf;

namespace KieSaaS.Tests.Pdf;

/// <summary>The fonts of the npm packages, parsed once for all tests.</summary>
internal static class TestFonts
{
    private static readonly Lazy<FontSet> Parsed = new(() => new FontSet(
        FontFace.Parse(File.ReadAllBytes(Latin("400Regular", "NotoSans_400Regular.ttf"))),
        FontFace.Parse(File.ReadAllBytes(Latin("700Bold", "NotoSans_700Bold.ttf"))),
        FontFace.Parse(File.ReadAllBytes(Chinese))));

    public static FontSet Set
    {
        get
        {
            Prerequisite.NpmPackage("@expo-google-fonts/noto-sans");
            Prerequisite.NpmPackage("@expo-google-fonts/noto-sans-sc");
            return Parsed.Value;
        }
    }

    public static string Regular => Latin("400Regular", "NotoSans_400Regular.ttf");

    private static string Chinese => Path.Combine(Prerequisite.NpmPackage("@expo-google-fonts/noto-sans-sc"), "400Regular", "NotoSansSC_400Regular.ttf");

    private static string Latin(string weight, string file) => Path.Combine(Prerequisite.NpmPackage("@expo-google-fonts/noto-sans"), weight, file);
}
