using KieSaaS.Billing;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation;

/// <summary>A file of a job that lies in our own storage.</summary>
internal sealed record StoredResult(string Path, string MediaType, long Size, string Sha256, string? TrackId = null);

/// <summary>
/// Ends a job once: hold, ledger, job, counters, usage and totals in one transaction. Whoever comes second (callback, poll,
/// window's end) finds it ended and changes nothing.
/// </summary>
internal sealed class EndJob(AppDbContext db, CreditLedger ledger, TimeProvider clock)
{
    /// <summary>Delivered: charges what was held and keeps the results.</summary>
    /// <param name="attempt">The try that delivered.</param>
    /// <param name="results">Its files.</param>
    /// <param name="kieMicroCredits">What the provider charged, if it said so.</param>
    /// <param name="readyAt">When its success was read (UTC).</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>False when the job had ended before.</returns>
    public async Task<bool> DeliverAsync(Attempt attempt, IReadOnlyList<StoredResult> results, long? kieMicroCredits, DateTimeOffset readyAt, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var job = await FindAsync(attempt.JobId, ct);

        // The hold decides, under the wallet's lock: of two that come to end the job, one closes it.
        var isCharged = await ledger.CaptureAsync(job.Id, job.Price, job.EntryKey, ct);
        await db.Entry(job).ReloadAsync(ct);
        await db.Entry(attempt).ReloadAsync(ct);
        if (job.State == JobState.Succeeded)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        (attempt.State, attempt.ReadyAt, attempt.EndedAt, attempt.KieMicroCredits, attempt.Error) = (AttemptState.Succeeded, readyAt, now, kieMicroCredits, null);
        (job.State, job.Progress, job.FailCode, job.FailMessage, job.FinishedAt) = (JobState.Succeeded, 100, null, null, now);
        for (var index = 0; index < results.Count; index++)
        {
            db.Add(ResultOf(job, index, results[index]));
        }

        if (isCharged)
        {
            await CountAsync(job, isDelivered: true, kieMicroCredits ?? 0, ct);
        }

        await CommitAsync(job, transaction, ct);
        return true;
    }

    /// <summary>Not delivered: gives the hold back and says why.</summary>
    /// <returns>False when the job had ended before.</returns>
    public Task<bool> FailAsync(Attempt attempt, AttemptState state, string code, string message, CancellationToken ct) =>
        FailAsync(attempt.JobId, attempt, state, code, message, ct);

    /// <summary>Staff discarded the work that carried an attempt.</summary>
    public async Task GiveUpAttemptAsync(Guid attemptId, CancellationToken ct) =>
        await GiveUpAsync((await db.Set<Attempt>().SingleAsync(attempt => attempt.Id == attemptId, ct)).JobId, ct);

    /// <summary>Staff discarded a job's work: unless other work still carries it, nothing would ever end it, so its hold is given back.</summary>
    public async Task GiveUpAsync(Guid jobId, CancellationToken ct)
    {
        var attempts = await db.Set<Attempt>().Where(attempt => attempt.JobId == jobId).OrderBy(attempt => attempt.Number).ToListAsync(ct);
        string[] kinds = [SubmitJob.Kind, PollJob.Kind, CloseVerification.Kind];
        string[] carriers = [.. attempts.Select(attempt => attempt.Id).Append(jobId).Select(id => id.ToString())];
        var isCarried = await db.Database.SqlQuery<bool>($"""
            select exists (
              select from work_items where dead_at is null and kind = any ({kinds})
                and (payload::jsonb ->> 'JobId' = any ({carriers}) or payload::jsonb ->> 'AttemptId' = any ({carriers}))) as "Value"
            """).SingleAsync(ct);
        if (!isCarried)
        {
            await FailAsync(jobId, attempts.LastOrDefault(), AttemptState.Lost, "500", "This job was given up by our staff. Nothing was charged; please try again.", ct);
        }
    }

    private async Task<bool> FailAsync(Guid jobId, Attempt? attempt, AttemptState state, string code, string message, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var job = await FindAsync(jobId, ct);
        if (!await ledger.ReleaseAsync(job.Id, ct))
        {
            return false;
        }

        await db.Entry(job).ReloadAsync(ct);
        var now = clock.GetUtcNow();
        if (attempt is not null)
        {
            await db.Entry(attempt).ReloadAsync(ct);
            (attempt.State, attempt.EndedAt, attempt.Error) = (state, now, Cut(message));
        }

        (job.State, job.FailCode, job.FailMessage, job.FinishedAt) = (JobState.Failed, code, Cut(message), now);
        await CountAsync(job, isDelivered: false, 0, ct);
        await CommitAsync(job, transaction, ct);
        return true;
    }

    private static string Cut(string message) => message.Length <= 1000 ? message : message[..1000];

    private Task<Job> FindAsync(Guid jobId, CancellationToken ct) => db.Set<Job>().SingleAsync(job => job.Id == jobId, ct);

    private async Task CommitAsync(Job job, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken ct)
    {
        if (job.CallbackUrl is not null)
        {
            db.Enqueue(new NotifyTenant(job.Id), clock.GetUtcNow());
        }

        await db.SaveChangesAsync(ct);
        await JobSignal.SendAsync(db, job.TenantId, ct);
        CrashPoints.Reach(CrashPoints.Ending);
        await transaction.CommitAsync(ct);
        CrashPoints.Reach(CrashPoints.Ended);
    }

    private static JobResult ResultOf(Job job, int index, StoredResult result) => new()
    {
        JobId = job.Id,
        Index = index,
        TenantId = job.TenantId,
        Mode = job.Mode,
        Path = result.Path,
        MediaType = result.MediaType,
        Size = result.Size,
        Sha256 = result.Sha256,
        TrackId = result.TrackId,
    };

    private static UsageRow UsageOf(Job job, bool isDelivered, Credits cost, long kieMicroCredits, DateTimeOffset now)
    {
        var basis = PriceBasis.Read(job.PriceBasis);
        return new UsageRow
        {
            JobId = job.Id,
            TenantId = job.TenantId,
            Mode = job.Mode,
            KeyId = job.KeyId,
            UserId = job.UserId,
            EntryKey = job.EntryKey,
            Kind = job.Kind,
            IsDelivered = isDelivered,
            Cost = cost,
            Price = job.Price,
            BookNumber = job.BookNumber,
            RowId = basis.Lines[0].Row,
            Quantity = basis.Lines[0].Quantity,
            UnitKieMicroCredits = basis.Lines[0].UnitKieMicroCredits,
            Surcharges = basis.Surcharges,
            MarkupThousandths = basis.MarkupThousandths,
            KieMicroCredits = kieMicroCredits,
            DurationMilliseconds = (long)(now - job.CreatedAt).TotalMilliseconds,
            FinishedAt = now,
        };
    }

    private async Task CountAsync(Job job, bool isDelivered, long kieMicroCredits, CancellationToken ct)
    {
        var (now, cost) = (clock.GetUtcNow(), isDelivered ? job.Price : Credits.Zero);
        db.Add(UsageOf(job, isDelivered, cost, kieMicroCredits, now));
        await db.SaveChangesAsync(ct);

        // Relative updates under the wallet's lock, counters in the order in which admission locks them.
        var (tenant, mode, day) = (job.TenantId.Value, job.Mode.ToString(), DateOnly.FromDateTime(now.UtcDateTime));
        await db.Database.ExecuteSqlAsync($"""
            with locked as (
              select scope_id from generation_counters where mode = {mode} and scope_id in ({tenant}, {job.KeyId ?? tenant}) order by scope_id for no key update)
            update generation_counters c set running = running - 1 from locked where c.scope_id = locked.scope_id and c.mode = {mode}
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            insert into generation_usage_days (tenant_id, mode, day, entry_key, delivered, failed, cost, kie_micro_credits)
            values ({tenant}, {mode}, {day}, {job.EntryKey}, {(isDelivered ? 1 : 0)}, {(isDelivered ? 0 : 1)}, {cost.Micros}, {kieMicroCredits})
            on conflict (tenant_id, mode, day, entry_key) do update set
              delivered = generation_usage_days.delivered + excluded.delivered,
              failed = generation_usage_days.failed + excluded.failed,
              cost = generation_usage_days.cost + excluded.cost,
              kie_micro_credits = generation_usage_days.kie_micro_credits + excluded.kie_micro_credits
            """, ct);
    }
}
