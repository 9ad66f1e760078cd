using System.Text.Json;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KieSaaS.Work;

/// <summary>Work that is asked for once in each period, over all nodes together.</summary>
/// <param name="Kind">The kind of work; its payload is made from nothing but its type.</param>
/// <param name="Every">The period, counted from the Unix epoch so that all nodes agree on its borders.</param>
/// <param name="Payload">The work as JSON.</param>
public sealed record Schedule(string Kind, TimeSpan Every, string Payload);

/// <summary>Registration of schedules.</summary>
public static class ScheduleRegistration
{
    /// <summary>Enqueues the work once a period.</summary>
    public static IServiceCollection AddSchedule<TWork>(this IServiceCollection services, TimeSpan every, TWork work) where TWork : IWork =>
        services.AddSingleton(new Schedule(TWork.Kind, every, JsonSerializer.Serialize(work)));
}

/// <summary>
/// Looks every few seconds whether a period began. The row that names the period is unique, so of all nodes that see it
/// begin, one enqueues the work: in the same statement.
/// </summary>
internal sealed partial class Scheduler(IEnumerable<Schedule> schedules, DatabaseSources sources, TimeProvider clock, ILogger<Scheduler> log) : BackgroundService
{
    private const string EnqueueOnce = """
        with period as (
          insert into work_periods (kind, starts_at) values ($1, $2) on conflict do nothing returning kind)
        insert into work_items (id, kind, payload, mode, due_at, created_at, attempts)
        select $3, kind, $4, $5, $6, $6, 0 from period
        """;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    public async Task<int> EnqueueDueAsync(CancellationToken ct)
    {
        var (now, enqueued) = (clock.GetUtcNow(), 0);
        foreach (var schedule in schedules)
        {
            var start = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % schedule.Every.Ticks), TimeSpan.Zero);
            await using var command = sources.Platform.CreateCommand(EnqueueOnce);
            command.Parameters.AddWithValue(schedule.Kind);
            command.Parameters.AddWithValue(start);
            command.Parameters.AddWithValue(Guid.CreateVersion7(now));
            command.Parameters.AddWithValue(schedule.Payload);
            command.Parameters.AddWithValue(nameof(Mode.Live));
            command.Parameters.AddWithValue(now);
            enqueued += await command.ExecuteNonQueryAsync(ct);
        }

        return enqueued;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await EnqueueDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                Unreachable(e.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The schedule cannot be reached: {Reason}")]
    private partial void Unreachable(string reason);
}
