using System.Text.Json;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace KieSaaS.Billing;

/// <summary>Prove the books; asked for on a schedule.</summary>
internal sealed record ProveBooks : IWork
{
    public static string Kind => "billing.prove";
}

/// <summary>Proves the books and keeps what was found. Asked for by the schedule, by staff, and by the operator's command.</summary>
public sealed partial class RunProof(AppDbContext db, Proof proof, TimeProvider clock, ILogger<RunProof> log) : IWorkHandler<ProveBooks>
{
    /// <summary>How long runs in which everything held are kept; runs that found something are kept for ever.</summary>
    private static readonly TimeSpan KeepClean = TimeSpan.FromDays(90);

    /// <summary>A run that was kept.</summary>
    public sealed record Answer(DateTimeOffset At, string By, TimeSpan Took, IReadOnlyList<Proof.Finding> Findings)
    {
        /// <summary>True when every invariant held.</summary>
        public bool Holds => Findings.All(finding => finding.Holds);
    }

    /// <summary>Looks at every invariant now.</summary>
    public async Task<Result<Answer>> RunAsync(CancellationToken ct)
    {
        if (!db.Actor.MayAsStaff(Right.Operate))
        {
            return new Refusal(RefusalKind.Forbidden, "billing.may-not-prove", "Only staff with the role Operator can run the proof.");
        }

        var (now, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        var findings = await proof.RunAsync(ct);
        var answer = new Answer(now, db.Actor.Name, clock.GetElapsedTime(started), findings);
        db.Add(new ProofRun
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            By = answer.By,
            TookMilliseconds = (long)answer.Took.TotalMilliseconds,
            Holds = answer.Holds,
            Findings = JsonSerializer.Serialize(findings),
        });
        await db.SaveChangesAsync(ct);
        await db.Database.ExecuteSqlAsync($"delete from billing_proof_runs where holds and at < {now - KeepClean}", ct);
        foreach (var broken in findings.Where(finding => !finding.Holds))
        {
            Broken(broken.Name, string.Join("; ", broken.Violations));
        }

        return answer;
    }

    async Task<WorkOutcome> IWorkHandler<ProveBooks>.RunAsync(ProveBooks work, CancellationToken ct)
    {
        await RunAsync(ct);
        return WorkOutcome.Done;
    }

    [LoggerMessage(LogLevel.Critical, "The books are wrong: {Invariant} is broken by {Violations}")]
    private partial void Broken(string invariant, string violations);
}
