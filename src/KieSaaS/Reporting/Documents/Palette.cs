using KieSaaS.Pdf;

namespace KieSaaS.Reporting.Documents;

/// <summary>The colours of our documents: the portal's light theme on paper.</summary>
internal static class Palette
{
    public static readonly Color Ink = Color.FromHex("#14171D"), Muted = Color.FromHex("#586172"), Rule = Color.FromHex("#E2E5EA"),
        Sunken = Color.FromHex("#F1F3F6"), Accent = Color.FromHex("#4A3FD1"), Warning = Color.FromHex("#855000");
}
