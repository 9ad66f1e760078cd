using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests.Looks;

/// <summary>Pictures of every look, for people to look at: in the folder that <c>KIESAAS_PICTURES</c> names, nowhere without it.</summary>
internal static partial class Album
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("KIESAAS_PICTURES");

    public static async Task TakeAsync(IPage page, Visit visit, string variant)
    {
        if (Folder is { Length: > 0 })
        {
            var name = NotForFiles().Replace(visit.ToString(), "-").Trim('-');
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, variant, name[..Math.Min(name.Length, 80)] + ".png"), FullPage = true });
        }
    }

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NotForFiles();
}
