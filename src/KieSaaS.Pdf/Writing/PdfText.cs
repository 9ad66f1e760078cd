using System.Globalization;
using System.Text;

namespace KieSaaS.Pdf.Writing;

/// <summary>Values of a PDF file outside its pages: text for people and dates, written as PDF strings.</summary>
internal static class PdfText
{
    /// <summary>Text in any script: UTF-16, big end first, with a byte order mark, in hexadecimal.</summary>
    public static string Of(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";

    /// <summary>A moment with its distance from UTC, to the second.</summary>
    public static string Of(DateTimeOffset moment)
    {
        var offset = moment.Offset.Duration();
        var sign = moment.Offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"(D:{moment:yyyyMMddHHmmss}{sign}{offset.Hours:00}'{offset.Minutes:00}')");
    }
}
