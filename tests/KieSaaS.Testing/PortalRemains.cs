using KieSaaS.Data;

namespace KieSaaS.Testing;

/// <summary>What a killed portal leaves running in its data directory: found, and stopped unless another portal uses it.</summary>
internal static class PortalRemains
{
    /// <summary>Where the database lives: elsewhere when PostgreSQL's user cannot come to the data directory.</summary>
    public static string DatabaseHomeOf(string dataDirectory)
    {
        var location = Path.Combine(dataDirectory, "postgres", "location");
        return File.Exists(location) ? File.ReadAllText(location).Trim() : Path.Combine(dataDirectory, "postgres", "cluster");
    }

    public static async Task StopAsync(string dataDirectory, PortalSetup setup)
    {
        if (setup.Sandbox is null && File.Exists(Path.Combine(dataDirectory, "sandbox", "address")))
        {
            await StopSandboxAsync(dataDirectory);
        }

        if (setup.Database is null && File.Exists(Path.Combine(DatabaseHomeOf(dataDirectory), "data", "postmaster.pid")))
        {
            await using var adopted = await EmbeddedPostgres.StartAsync(new DataDirectory(dataDirectory), Repository.Root, isDurable: true, CancellationToken.None);
        }
    }

    private static async Task StopSandboxAsync(string dataDirectory)
    {
        var folder = Path.Combine(dataDirectory, "sandbox");
        var (use, address) = await SharedUse.JoinAsync(
            Path.Combine(folder, "users.lock"), () => Task.FromResult(new Uri(File.ReadAllText(Path.Combine(folder, "address")).Trim())), CancellationToken.None);
        await use.LeaveAsync(async () =>
        {
            using var http = new HttpClient { BaseAddress = address };
            try
            {
                using var answer = await http.PostAsync("/_sandbox/stop", null);
            }
            catch (HttpRequestException)
            {
                // It has stopped already.
            }
        });
        use.Dispose();
    }
}
