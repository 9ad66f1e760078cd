using System.Text.Json;
using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests.Looks;

/// <summary>What can be measured of a page's look: nothing wider than the screen, no text out of its box, one heading, no picture missing.</summary>
internal static class Shape
{
    private const string Measure =
        """
        () => {
            const name = e => `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''}${e.className && e.className.baseVal === undefined ? '.' + [...e.classList].join('.') : ''} "${(e.textContent ?? '').trim().slice(0, 60)}"`;
            const faults = [];
            const width = document.documentElement.clientWidth;
            const over = document.documentElement.scrollWidth - width;
            if (over > 0) {
                const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width + 0.5 && !e.closest('.table-box, .chart-box, .code-block, .tabs, .rail, .drawer:not(:popover-open)'));
                faults.push(`scrolls sideways by ${over} px: ${wide.slice(0, 4).map(name).join(', ')}`);
            }
            for (const e of document.querySelectorAll('.button:not(.icon-only), .badge, .tabs a, .mode-switch button, .segments span, .wordmark, h1, h2')) {
                if (e.clientWidth > 0 && !e.closest('.sr-only') && !e.matches('.sr-only') && e.scrollWidth > e.clientWidth + 1) {
                    faults.push(`text leaves its box by ${e.scrollWidth - e.clientWidth} px: ${name(e)}`);
                }
            }
            for (const card of document.querySelectorAll('.card, .account-card')) {
                const edge = card.getBoundingClientRect().right + 0.5;
                const out = [...card.querySelectorAll('*')].find(e => e.getBoundingClientRect().right > edge && !e.closest('.table-box, .chart-box, .code-block, .tabs, .picker-list, .sr-only'));
                if (out) {
                    faults.push(`out of its card: ${name(out)}`);
                }
            }
            const bar = document.querySelector('.top-bar, .public-header .public-width');
            if (bar) {
                const parts = [...bar.querySelectorAll('a, button, summary, .workspace-name')].filter(e => e.getClientRects().length > 0 && !e.closest('.menu-panel')).map(e => [e, e.getBoundingClientRect()]);
                for (const [a, p] of parts) for (const [b, q] of parts) {
                    if (a !== b && !a.contains(b) && !b.contains(a) && p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1 && a.compareDocumentPosition(b) === 4) {
                        faults.push(`in the bar ${name(a)} lies over ${name(b)}`);
                    }
                }
            }
            for (const picture of document.images) {
                if (picture.complete && picture.naturalWidth === 0) {
                    faults.push(`a picture does not show: ${picture.src}`);
                }
            }
            if (document.querySelectorAll('h1').length !== 1 && location.pathname !== '/_style') {
                faults.push(`${document.querySelectorAll('h1').length} h1`);
            }
            if (!document.title.includes('KieSaaS')) {
                faults.push(`the title "${document.title}" does not name the product`);
            }
            return faults;
        }
        """;

    private const string Texts =
        """
        () => {
            const texts = [], skip = 'script, style, code, pre, textarea, [translate=no], button[lang]';
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                if (!walk.currentNode.parentElement.closest(skip)) texts.push(walk.currentNode.data.trim());
            }
            for (const e of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')) {
                if (!e.closest(skip)) for (const a of ['aria-label', 'title', 'alt', 'placeholder']) texts.push((e.getAttribute(a) ?? '').trim());
            }
            return [document.title, ...new Set(texts.filter(text => text))];
        }
        """;

    /// <summary>What is wrong with the shape at the present width.</summary>
    public static Task<IReadOnlyList<string>> MeasureAsync(IPage page) => ListAsync(page, Measure);

    /// <summary>Every text that a person reads or hears, program text left out.</summary>
    public static Task<IReadOnlyList<string>> TextsAsync(IPage page) => ListAsync(page, Texts);

    /// <summary>Addresses of this site that the page links to, without the part behind the hash.</summary>
    public static Task<IReadOnlyList<string>> LinksAsync(IPage page) => ListAsync(
        page, "() => [...new Set([...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin).map(a => a.pathname + a.search))]");

    /// <summary>Links into a page's own parts that are not there.</summary>
    public static Task<IReadOnlyList<string>> LostAnchorsAsync(IPage page) => ListAsync(
        page,
        "() => [...document.querySelectorAll('a[href*=\"#\"]')].filter(a => a.pathname === location.pathname && !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => 'leads nowhere: ' + a.outerHTML.slice(0, 120))");

    /// <summary>Links between the two areas that would put one area's page into the other's frame.</summary>
    public static Task<IReadOnlyList<string>> LinksAcrossAsync(IPage page) => ListAsync(
        page,
        """
        () => {
            const area = path => /^\/(app|staff)(\/|$)/.exec(path)?.[1];
            return [...document.querySelectorAll('.app a[href]')]
                .filter(a => a.origin === location.origin && area(a.pathname) && area(location.pathname) && area(a.pathname) !== area(location.pathname) && a.dataset.enhanceNav !== 'false')
                .map(a => 'crosses the areas without loading a whole page: ' + a.outerHTML.slice(0, 120));
        }
        """);

    private static async Task<IReadOnlyList<string>> ListAsync(IPage page, string script)
    {
        var list = await page.EvaluateAsync<JsonElement>(script);
        return [.. list.EnumerateArray().Select(item => item.GetString()!)];
    }
}
