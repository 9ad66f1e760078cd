using System.Diagnostics;

namespace KieSaaS.Web.Tests.Chaos;

/// <summary>Asks again until what another process does has happened, and no longer than it may take.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for a value; when it does not come, the assertion shows the last one.</summary>
    public static async Task EqualAsync<T>(T expected, Func<Task<T>> ask, TimeSpan? within = null)
    {
        var (waited, actual) = (Stopwatch.StartNew(), await ask());
        while (!EqualityComparer<T>.Default.Equals(expected, actual) && waited.Elapsed < (within ?? TimeSpan.FromSeconds(60)))
        {
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
            actual = await ask();
        }

        Assert.Equal(expected, actual);
    }
}
