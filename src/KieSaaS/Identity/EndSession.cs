using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Identity;

/// <summary>
/// Signs out: whoever holds a copy of the session's cookie is signed out as well, at once on this node and on others when the signal
/// has gone round. Other sessions of the same person go on.
/// </summary>
public sealed class EndSession(AppDbContext db, SessionCheck check, TimeProvider clock)
{
    // Longer than any cookie lives, by what the clocks of two nodes may differ.
    private static readonly TimeSpan Remembered = SessionCheck.Life + TimeSpan.FromHours(1);

    /// <summary>Which session, and whose.</summary>
    public sealed record Question(Guid SessionId, Guid UserId);

    /// <summary>Ending a session again changes nothing.</summary>
    public async Task RunAsync(Question question, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"""
            insert into identity_ended_sessions (id, user_id, ended_at) values ({question.SessionId}, {question.UserId}, {now}) on conflict do nothing
            """, ct);
        await ForgetOldAsync(now - Remembered, ct);
        await Signals.SendAsync(db, SessionCheck.EndedTopic, question.SessionId.ToString(), ct);
        await transaction.CommitAsync(ct);
        check.Forget(question.SessionId);
    }

    // What another sign-out is forgetting already is left to it: none waits for another.
    private Task ForgetOldAsync(DateTimeOffset before, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        delete from identity_ended_sessions where id in (
          select id from identity_ended_sessions where ended_at < {before} order by ended_at limit 100 for update skip locked)
        """, ct);
}
