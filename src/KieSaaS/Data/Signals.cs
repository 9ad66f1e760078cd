using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KieSaaS.Data;

/// <summary>
/// "Something changed", told to every node through the database (LISTEN/NOTIFY): a topic and an argument.
/// A signal may be lost while the listener is down; whoever caches by it asks <see cref="IsListening"/> and drops
/// everything at a reconnect.
/// </summary>
public sealed partial class Signals(DatabaseSources sources, ILogger<Signals> log) : BackgroundService
{
    /// <summary>The argument subscribers get when signals may have been missed: everything may have changed.</summary>
    public const string Everything = "*";

    private const string Channel = "kiesaas";

    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1), KeepAlive = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = [];

    /// <summary>False while signals cannot arrive: bypass caches that depend on them.</summary>
    public bool IsListening { get; private set; }

    /// <summary>Calls back for each signal of a topic with its argument, on a background thread, until disposed.</summary>
    public IDisposable Subscribe(string topic, Action<string> onSignal)
    {
        var subscription = new Subscription(this, topic, onSignal);
        _subscriptions[subscription] = 0;
        return subscription;
    }

    /// <summary>Sends a signal with the context's present transaction, or at once when there is none.</summary>
    public static Task SendAsync(AppDbContext db, string topic, string argument, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_notify({Channel}, {topic + "|" + argument})", ct);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                Lost(e.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            IsListening = false;
            await Task.Delay(Reconnect, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(sources.PlatformConnectionString)
        {
            Pooling = false,
            ApplicationName = "kiesaas signals",
        }.ConnectionString);
        connection.Notification += (_, notification) => Deliver(notification.Payload);
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand("listen " + Channel, connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        Deliver(null);
        IsListening = true;
        while (true)
        {
            if (!await connection.WaitAsync(KeepAlive, ct))
            {
                await using var ping = new NpgsqlCommand("select 1", connection);
                await ping.ExecuteNonQueryAsync(ct);
            }
        }
    }

    private void Deliver(string? payload)
    {
        var cut = payload?.IndexOf('|', StringComparison.Ordinal) ?? -1;
        foreach (var subscription in _subscriptions.Keys)
        {
            if (payload is null)
            {
                subscription.OnSignal(Everything);
            }
            else if (cut >= 0 && payload.AsSpan(0, cut).SequenceEqual(subscription.Topic))
            {
                subscription.OnSignal(payload[(cut + 1)..]);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Signals from the database are interrupted: {Reason}")]
    private partial void Lost(string reason);

    private sealed class Subscription(Signals signals, string topic, Action<string> onSignal) : IDisposable
    {
        public string Topic => topic;

        public void OnSignal(string argument)
        {
            // One subscriber's failure must not silence the others.
            try
            {
                onSignal(argument);
            }
            catch (Exception e)
            {
                signals.Failed(e, topic);
            }
        }

        public void Dispose() => signals._subscriptions.TryRemove(this, out _);
    }

    [LoggerMessage(LogLevel.Error, "A subscriber of signal {Topic} failed")]
    private partial void Failed(Exception e, string topic);
}
