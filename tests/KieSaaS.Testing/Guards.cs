using Xunit;

namespace KieSaaS.Testing;

/// <summary>The same scenario with a rule's guards and without them.</summary>
public static class Guards
{
    /// <summary>
    /// Runs a scenario in a house of its own with all guards, proves the books, and runs it again after each guard that is taken away.
    /// The scenario makes its own tenant each time.
    /// </summary>
    /// <returns>What came of it with all guards, without the first, without the first two …</returns>
    public static async Task<T[]> PeelAsync<THouse, T>(Func<THouse, Task<T>> scenario, params Guard[] guards) where THouse : TestHouse, new()
    {
        await using var house = new THouse();
        await house.InitializeAsync();
        var outcomes = new List<T> { await scenario(house) };
        await house.ProveAsync();
        foreach (var guard in guards)
        {
            await house.RemoveAsync(guard);
            outcomes.Add(await scenario(house));
        }

        Assert.Empty(house.Statements.Unmet);
        return [.. outcomes];
    }
}
