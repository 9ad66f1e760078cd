using System.Collections.Concurrent;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Identity;

/// <summary>
/// What a session that was opened some time ago means now: a removed member, a changed role, a suspended tenant and a reset
/// password show within two seconds on every node.
/// </summary>
public sealed class SessionCheck(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int MostKept = 10_000;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Question, (Answer? Answer, DateTimeOffset Until)> _answers = [];

    /// <summary>What the cookie says.</summary>
    /// <param name="UserId">Who.</param>
    /// <param name="SecurityStamp">The stamp when the session was opened.</param>
    /// <param name="Tenant">The chosen workspace.</param>
    public sealed record Question(Guid UserId, string SecurityStamp, TenantId? Tenant);

    /// <summary>What is true now.</summary>
    /// <param name="UserId">Who.</param>
    /// <param name="Email">The address that signs in.</param>
    /// <param name="Language">The language of mail.</param>
    /// <param name="Membership">The role in the chosen workspace; null when there is none any more.</param>
    /// <param name="Staff">The role at the platform, if any.</param>
    public sealed record Answer(Guid UserId, string Email, string Language, Membership? Membership, StaffRole? Staff);

    /// <summary>Null when the session is over: the user is gone, or the security stamp has changed.</summary>
    public async ValueTask<Answer?> RunAsync(Question question, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_answers.TryGetValue(question, out var kept) && kept.Until > now)
        {
            return kept.Answer;
        }

        // The time is taken before the rows are read, so an answer is never older than its life.
        var answer = await LookAsync(question, ct);
        if (_answers.Count >= MostKept)
        {
            _answers.Clear();
        }

        _answers[question] = (answer, now + Kept);
        return answer;
    }

    private async Task<Answer?> LookAsync(Question question, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("session check", question.Tenant);
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var user = await db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == question.UserId && u.SecurityStamp == question.SecurityStamp, ct);
        if (user is null)
        {
            return null;
        }

        // The scope serves the chosen tenant, so the query filters leave its rows only.
        var membership = await db.Set<Member>().AsNoTracking().Where(m => m.UserId == user.Id)
            .Join(db.Set<Tenant>(), m => m.TenantId, t => t.TenantId, (m, t) => new Membership(t.TenantId, t.Name, m.Role, t.Status)).SingleOrDefaultAsync(ct);
        var staff = await db.Set<Staff>().AsNoTracking().Where(s => s.UserId == user.Id).Select(s => (StaffRole?)s.Role).SingleOrDefaultAsync(ct);
        return new Answer(user.Id, user.Email!, user.Language, membership, staff);
    }
}
