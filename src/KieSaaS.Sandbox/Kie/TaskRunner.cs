using System.Collections.Concurrent;

namespace KieSaaS.Sandbox.Kie;

/// <summary>Follows the clock: ends what is due and sends the callbacks that are due, side by side.</summary>
internal sealed class TaskRunner(TaskStore tasks, EndTask end, SendCallback callback, SandboxClock clock, ILogger<TaskRunner> logger) : BackgroundService
{
    private const int SideBySide = 32;

    private readonly ConcurrentDictionary<string, Task> _sending = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _lines = new(SideBySide);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _lines.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var alarm = clock.CreateTimer(_ => tasks.Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (true)
        {
            var (due, nextAt) = tasks.TakeDue(clock.Milliseconds());
            if (due is not null)
            {
                Handle(due, stoppingToken);
                continue;
            }

            if (nextAt is { } at)
            {
                alarm.Change(TimeSpan.FromMilliseconds(Math.Max(0, at - clock.Milliseconds())), Timeout.InfiniteTimeSpan);
            }

            try
            {
                await tasks.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(_sending.Values);
                return;
            }
        }
    }

    private void Handle(string id, CancellationToken stop)
    {
        if (tasks.Find(id) is { HasEnded: false })
        {
            end.IfDue(id);
        }
        else
        {
            _ = _sending.GetOrAdd(id, _ => SendAsync(id, stop));
        }
    }

    private async Task SendAsync(string id, CancellationToken stop)
    {
        await Task.Yield();
        try
        {
            await _lines.WaitAsync(stop);
            try
            {
                await callback.RunAsync(id, stop);
            }
            finally
            {
                _lines.Release();
            }

            // Its next attempt may have come due while this one was still listed: look again.
            _sending.TryRemove(id, out _);
            tasks.LineUp(id);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The callback stays due and is sent after the next start.
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "The callback of task {Task} could not be sent; it is tried again after the next start", id);
            throw;
        }
    }
}
