using KieSaaS.Catalog;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Catalog;

/// <summary>What is wrong with a file of prices, where, and what to change, in words of the reader's language.</summary>
internal static class FaultText
{
    private const int LongestValue = 40;

    /// <summary>"Line 5, markup: “cheap” is not a number. Write one such as 1.85."</summary>
    public static string Fault(this IStringLocalizer<GridTexts> texts, IStringLocalizer<DraftTexts> refusals, PriceFileFault fault)
    {
        var value = fault.Value.Length > LongestValue ? fault.Value[..LongestValue] + "…" : fault.Value;
        var what = fault.Code.StartsWith("catalog.", StringComparison.Ordinal) ? refusals["refusal." + fault.Code].Value : texts["fault." + fault.Code, value].Value;
        return (fault.Line, fault.Column) switch
        {
            (0, _) => what,
            (var line, "") => texts["fault.line", line, what],
            var (line, column) => texts["fault.cell", line, column, what],
        };
    }
}
