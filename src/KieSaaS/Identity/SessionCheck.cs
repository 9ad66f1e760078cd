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
public sealed class SessionCheck : IDisposable
{
    /// <summary>How long a session lasts without a request; each request may begin it anew.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>The signal that somebody signed out; the argument is the session's identity.</summary>
    internal const string EndedTopic = "sessions";

    private const int MostKept = 10_000;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Question, (Answer? Answer, DateTimeOffset Until)> _answers = [];
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly IDisposable _endings;
    private long _generation;

    /// <summary>Listens for sign-outs on other nodes from now on.</summary>
    public SessionCheck(IServiceScopeFactory scopes, Signals signals, TimeProvider clock)
    {
        (_scopes, _clock) = (scopes, clock);
        _endings = signals.Subscribe(EndedTopic, id => Forget(question => id == Signals.Everything || id == question.SessionId.ToString()));
    }

    /// <summary>What the cookie says.</summary>
    /// <param name="UserId">Who.</param>
    /// <param name="SecurityStamp">The stamp when the session was opened.</param>
    /// <param name="Tenant">The chosen workspace.</param>
    /// <param name="SessionId">Which of the person's sessions.</param>
    public sealed record Question(Guid UserId, string SecurityStamp, TenantId? Tenant, Guid SessionId);

    /// <summary>What is true now.</summary>
    /// <param name="UserId">Who.</param>
    /// <param name="Email">The address that signs in.</param>
    /// <param name="Language">The language of mail.</param>
    /// <param name="Membership">The role in the chosen workspace; null when there is none any more.</param>
    /// <param name="Staff">The role at the platform, if any.</param>
    public sealed record Answer(Guid UserId, string Email, string Language, Membership? Membership, StaffRole? Staff);

    /// <summary>Null when the session is over: the user is gone, the security stamp has changed, or somebody signed out of it.</summary>
    public async ValueTask<Answer?> RunAsync(Question question, CancellationToken ct)
    {
        var (now, generation) = (_clock.GetUtcNow(), Interlocked.Read(ref _generation));
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

        // Looked at after it was put in: a session that ended in between has either seen it or moved the generation.
        if (generation != Interlocked.Read(ref _generation))
        {
            _answers.TryRemove(question, out _);
        }

        return answer;
    }

    /// <inheritdoc/>
    public void Dispose() => _endings.Dispose();

    /// <summary>What is known of a session is asked anew.</summary>
    internal void Forget(Guid sessionId) => Forget(question => question.SessionId == sessionId);

    private void Forget(Func<Question, bool> isConcerned)
    {
        Interlocked.Increment(ref _generation);
        foreach (var question in _answers.Keys.Where(isConcerned))
        {
            _answers.TryRemove(question, out _);
        }
    }

    private async Task<Answer?> LookAsync(Question question, CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("session check", question.Tenant);
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var user = await db.Set<User>().AsNoTracking().Where(u => u.Id == question.UserId && u.SecurityStamp == question.SecurityStamp)
            .Where(u => !db.Set<EndedSession>().Any(ended => ended.Id == question.SessionId)).SingleOrDefaultAsync(ct);
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
