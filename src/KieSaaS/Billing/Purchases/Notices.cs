using KieSaaS.Data;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing.Purchases;

/// <summary>Keeps each notice once and asks for the work it calls for, in one transaction; the same for those that came and those we fetched.</summary>
internal sealed class Notices(AppDbContext db, TimeProvider clock)
{
    public const string Completed = "checkout.session.completed",
        Succeeded = "checkout.session.async_payment_succeeded",
        Failed = "checkout.session.async_payment_failed",
        Expired = "checkout.session.expired";

    /// <summary>The kinds we act on; every other is kept and left alone.</summary>
    public static readonly IReadOnlyList<string> Kinds = [Completed, Succeeded, Failed, Expired];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <returns>False when the notice had been kept before.</returns>
    public async Task<bool> KeepAsync(PaymentNotice notice, byte[]? body, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var concernsUs = notice.SessionId is not null && Kinds.Contains(notice.Kind);
        var state = concernsUs ? StripeEventState.Received : StripeEventState.Ignored;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""
            insert into billing_stripe_events (id, kind, session_id, body, happened_at, received_at, state)
            values ({notice.EventId}, {notice.Kind}, {notice.SessionId}, {body}, {notice.At}, {now}, {state.ToString()})
            on conflict (id) do nothing
            """,
            ct) == 1;
        if (concernsUs && (isNew || await IsLeftUndoneAsync(notice.EventId, now, ct)))
        {
            db.Enqueue(new FulfilOrder(null, notice.SessionId, notice.EventId, notice.Kind == Failed), now);
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return isNew;
    }

    // Seen before is not the same as done: when the first try came to nothing, a redelivery tries again.
    private Task<bool> IsLeftUndoneAsync(string eventId, DateTimeOffset now, CancellationToken ct) =>
        db.Set<StripeEvent>().AnyAsync(e => e.Id == eventId && e.State == StripeEventState.Received && e.ReceivedAt < now - Patience, ct);
}
