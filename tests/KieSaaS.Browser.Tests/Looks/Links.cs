using System.Collections.Concurrent;

namespace KieSaaS.Browser.Tests.Looks;

/// <summary>Addresses that pages link to, each followed once by each person who was shown it.</summary>
internal sealed class Links(LooksHouse house)
{
    private readonly ConcurrentDictionary<(Person By, string Address), Visit> _shown = new();

    public void Add(Visit visit, IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            _shown.TryAdd((visit.By, address), visit);
        }
    }

    /// <summary>Those that do not end in an answer of 200, with a page that shows them. A page that answers otherwise may link to itself.</summary>
    public async Task<IReadOnlyList<string>> FindDeadAsync()
    {
        var dead = new List<string>();
        foreach (var person in _shown.Where(link => link.Value.Status == 200 || link.Value.Path != link.Key.Address).GroupBy(link => link.Key.By))
        {
            var page = await house.OpenAsync(person.Key);
            foreach (var ((_, address), shown) in person)
            {
                var answer = await page.Context.APIRequest.GetAsync(new Uri(house.Address, address).ToString());
                if (answer.Status != 200)
                {
                    dead.Add($"{address} answers {answer.Status}, linked from {shown}");
                }

                await answer.DisposeAsync();
            }

            await page.Context.CloseAsync();
        }

        return dead;
    }
}
