using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests.Looks;

/// <summary>Goes through all visits in one language, a few at a time, and writes down what is wrong and where.</summary>
internal sealed class Tour(LooksHouse house, string language)
{
    private const int Lanes = 3;

    private readonly ConcurrentQueue<(string Fault, string Where)> _faults = new();

    /// <summary>Each fault once, with the first places where it was found.</summary>
    public IReadOnlyList<string> Faults => [.. _faults.GroupBy(found => found.Fault, found => found.Where, StringComparer.Ordinal)
        .Select(group => $"{group.Key}\n    at {string.Join("; ", group.Take(3))}{(group.Count() > 3 ? $" and {group.Count() - 3} more" : "")}")
        .Order(StringComparer.Ordinal)];

    /// <summary>Opens every page, brings it into its state and looks at it.</summary>
    public async Task GoAsync(IEnumerable<Visit> visits, Func<IPage, Visit, Task> look)
    {
        var rest = new ConcurrentQueue<Visit>(visits);
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(() => GoOnAsync(rest, look))));
    }

    /// <summary>Writes down faults of one look.</summary>
    public void Note(Visit visit, string variant, IEnumerable<string> faults)
    {
        foreach (var fault in faults)
        {
            _faults.Enqueue((fault, $"{visit} {variant}"));
        }
    }

    private async Task GoOnAsync(ConcurrentQueue<Visit> rest, Func<IPage, Visit, Task> look)
    {
        var pages = new Dictionary<Person, IPage>();
        while (rest.TryDequeue(out var visit))
        {
            try
            {
                var page = pages.TryGetValue(visit.By, out var open) ? open : pages[visit.By] = await house.OpenAsync(visit.By, language);
                await ArriveAsync(page, visit);
                await look(page, visit);
            }
            catch (Exception e) when (e is PlaywrightException or TimeoutException)
            {
                Note(visit, "", [e.Message]);
            }
        }

        await Task.WhenAll(pages.Values.Select(page => page.Context.CloseAsync()));
    }

    private async Task ArriveAsync(IPage page, Visit visit)
    {
        await page.SetViewportSizeAsync(Screen.Desktop, Screen.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var answer = await page.GotoAsync(new Uri(house.Address, visit.Path).ToString());
        if (answer?.Status != visit.Status)
        {
            Note(visit, "", [$"answered {answer?.Status}, not {visit.Status}"]);
        }

        if (visit.Act is not null)
        {
            await visit.Act(page);
        }

        // A live part may read once more when its connection stands.
        await page.WaitForFunctionAsync("() => document.fonts.ready.then(() => !document.querySelector('.app main .skeleton'))");
    }
}
