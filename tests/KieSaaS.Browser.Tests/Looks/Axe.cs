using System.Text.Json;
using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests.Looks;

/// <summary>axe-core, which others wrote, as the judge of a page for people who cannot see it well or cannot point.</summary>
internal sealed class Axe
{
    // WCAG 2.2 AA; target-size belongs to wcag22aa and is off without it.
    private const string Tags = "'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'";

    private const string Report =
        """
        .then(found => found.violations.flatMap(fault => fault.nodes.map(node =>
            `${fault.impact} ${fault.id}: ${node.target.join(' ')} ${node.html.slice(0, 160)} ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`)))
        """;

    private readonly string _source;

    private Axe(string source) => _source = source;

    public static Axe Load() => new(File.ReadAllText(Path.Combine(Prerequisite.NpmPackage("axe-core"), "axe.min.js")));

    /// <summary>Everything it finds, the impact first.</summary>
    public Task<IReadOnlyList<string>> JudgeAsync(IPage page) => RunAsync(page, $"{{ runOnly: {{ type: 'tag', values: [{Tags}] }}, resultTypes: ['violations'] }}");

    /// <summary>Only what changes with the colours.</summary>
    public Task<IReadOnlyList<string>> JudgeColoursAsync(IPage page) => RunAsync(page, "{ runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations'] }");

    private async Task<IReadOnlyList<string>> RunAsync(IPage page, string options)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(_source);
        }

        var found = await page.EvaluateAsync<JsonElement>($"() => axe.run(document, {options}){Report}");
        return [.. found.EnumerateArray().Select(fault => fault.GetString()!)];
    }
}
