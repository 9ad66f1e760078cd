using System.Collections.Concurrent;
using KieSaaS.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KieSaaS.Identity.Keys;

/// <summary>Remembers when keys were used and writes it once a minute, so that no request waits for it and no key is written more often.</summary>
internal sealed partial class KeyUses(DatabaseSources sources, TimeProvider clock, ILogger<KeyUses> log) : BackgroundService
{
    // Other nodes may know a later use; keys are taken in one order so that two nodes cannot wait for each other.
    private const string Write = """
        with used as (select * from unnest($1, $2) as u (id, at)),
             locked as (select k.id, used.at from identity_api_keys k join used on used.id = k.id
                        where k.last_used_at is null or k.last_used_at < used.at order by k.id for no key update of k)
        update identity_api_keys k set last_used_at = locked.at from locked where k.id = locked.id
        """;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private ConcurrentDictionary<Guid, DateTimeOffset> _uses = [];

    public void Note(Guid keyId) => _uses[keyId] = clock.GetUtcNow();

    public async Task<int> WriteAsync(CancellationToken ct)
    {
        var uses = Interlocked.Exchange(ref _uses, []).ToArray();
        if (uses.Length == 0)
        {
            return 0;
        }

        await using var command = sources.Platform.CreateCommand(Write);
        command.Parameters.AddWithValue(uses.Select(use => use.Key).ToArray());
        command.Parameters.AddWithValue(uses.Select(use => use.Value).ToArray());
        return await command.ExecuteNonQueryAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                // A stopping node writes what it remembers; the host waits for it a few seconds.
                await WriteAsync(CancellationToken.None);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                Unwritten(e.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "When keys were last used could not be written: {Reason}")]
    private partial void Unwritten(string reason);
}
