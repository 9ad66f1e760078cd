namespace KieSaaS.Data;

/// <summary>
/// Counts the processes that use something started on the side (a database, the sandbox), by file locks that the operating
/// system drops when a process dies, however it dies. The last to leave may stop it; nobody stops what another uses.
/// </summary>
public sealed class SharedUse : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25), Patience = TimeSpan.FromSeconds(60);

    private readonly string _path;
    private FileStream? _share;

    private SharedUse(string path, FileStream share) => (_path, _share) = (path, share);

    /// <summary>Runs <paramref name="start"/> while nobody else starts or stops the thing, then counts this process as a user.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="start">Finds the thing running, or starts it.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="TimeoutException">Another process has been starting or stopping it for a minute.</exception>
    public static async Task<(SharedUse Use, T Thing)> JoinAsync<T>(string path, Func<Task<T>> start, CancellationToken ct)
    {
        await using var turn = await WaitAsync(path + ".turn", FileShare.None, ct);
        var thing = await start();
        return (new SharedUse(path, await WaitAsync(path, FileShare.Read, ct)), thing);
    }

    /// <summary>Stops counting this process, and runs <paramref name="stop"/> when it was the last.</summary>
    /// <returns>True when it was the last and the thing was stopped.</returns>
    public async Task<bool> LeaveAsync(Func<Task> stop)
    {
        await using var turn = await WaitAsync(_path + ".turn", FileShare.None, CancellationToken.None);
        Dispose();
        if (TryOpen(_path, FileShare.None) is not { } alone)
        {
            return false;
        }

        await using (alone)
        {
            await stop();
            return true;
        }
    }

    /// <summary>Stops counting this process and stops nothing.</summary>
    public void Dispose()
    {
        _share?.Dispose();
        _share = null;
    }

    private static async Task<FileStream> WaitAsync(string path, FileShare share, CancellationToken ct)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Poll)
        {
            if (TryOpen(path, share) is { } stream)
            {
                return stream;
            }

            await Task.Delay(Poll, ct);
        }

        throw new TimeoutException($"Another process has held {path} for {Patience.TotalSeconds:0} seconds.");
    }

    // On Unix FileShare.None is an exclusive advisory lock and FileShare.Read a shared one; both are gone with the process.
    private static FileStream? TryOpen(string path, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, share);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
