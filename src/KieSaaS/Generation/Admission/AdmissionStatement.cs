using KieSaaS.Data;
using KieSaaS.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace KieSaaS.Generation.Admission;

/// <summary>
/// The one hand-written statement: a batch of requests in, a verdict for each out, one round trip. A yes counts only after
/// <see cref="FlushAsync"/>: until then the next batch can run while the disk still writes this one.
/// </summary>
internal sealed class AdmissionStatement(DatabaseSources sources, TimeProvider clock)
{
    private const string Sql = "select verdicts, available from generation_admit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

    public async Task<AdmissionAnswer[]> RunAsync(IReadOnlyList<AdmissionRequest> batch, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var connection = await sources.Deferred.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        Add(command, batch, r => r.JobId);
        Add(command, batch, _ => Guid.CreateVersion7(now));
        Add(command, batch, r => r.Tenant.Value);
        Add(command, batch, r => r.Mode == Mode.Live ? nameof(Mode.Live) : nameof(Mode.Test));
        Add(command, batch, r => r.KeyId, NpgsqlDbType.Uuid);
        Add(command, batch, r => r.UserId, NpgsqlDbType.Uuid);
        Add(command, batch, r => r.Price.Micros);
        Add(command, batch, r => r.EntryKey);
        Add(command, batch, r => r.Model);
        Add(command, batch, r => r.Kind);
        Add(command, batch, r => r.Input);
        Add(command, batch, r => r.BookNumber);
        Add(command, batch, r => r.PriceBasis);
        Add(command, batch, r => r.CallbackUrl, NpgsqlDbType.Text);
        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (verdicts, available) = (reader.GetFieldValue<int[]>(0), reader.GetFieldValue<long[]>(1));
        return [.. verdicts.Select((verdict, i) => new AdmissionAnswer((AdmissionVerdict)verdict, new Credits(available[i])))];
    }

    /// <summary>Returns when all verdicts so far will survive the database's own death.</summary>
    public Task FlushAsync(CancellationToken ct) => sources.FlushAsync(ct);

    /// <summary>Whether a request whose answer was lost became a job after all.</summary>
    public async Task<bool> ExistsAsync(Guid jobId, CancellationToken ct)
    {
        await using var command = sources.Platform.CreateCommand("select exists (select from generation_jobs where id = $1)");
        command.Parameters.AddWithValue(jobId);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static void Add<T>(NpgsqlCommand command, IReadOnlyList<AdmissionRequest> batch, Func<AdmissionRequest, T> value, NpgsqlDbType? element = null)
    {
        var values = new T[batch.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(batch[i]);
        }

        var parameter = new NpgsqlParameter<T[]> { TypedValue = values };
        if (element is { } type)
        {
            parameter.NpgsqlDbType = NpgsqlDbType.Array | type;
        }

        command.Parameters.Add(parameter);
    }
}
