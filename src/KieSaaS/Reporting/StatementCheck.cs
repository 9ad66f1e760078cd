using KieSaaS.Billing;

namespace KieSaaS.Reporting;

/// <summary>The figures of a statement do not agree with each other. It is not shown; the books need a look.</summary>
public sealed class StatementException(string message) : Exception(message);

/// <summary>Adds a statement up in every way it can be read, before anybody reads it.</summary>
internal static class StatementCheck
{
    /// <exception cref="StatementException">Something does not add up.</exception>
    public static void Verify(Statement statement, SumLedger.Period period, IReadOnlyList<EndedJob> jobs)
    {
        var balance = statement.Opening;
        foreach (var line in statement.Lines)
        {
            balance += line.Change;
            Require(balance == line.BalanceAfter, $"line {line.Number} ends at {line.BalanceAfter}, the lines before it at {balance}");
        }

        Require(balance == statement.Closing, $"the lines end at {balance}, the month at {statement.Closing}");

        var moved = statement.Movements.Aggregate(statement.Opening, (sum, movement) => sum + movement.Amount);
        Require(moved == statement.Closing, $"opening balance and movements make {moved}, the month ends at {statement.Closing}");

        var costs = jobs.ToDictionary(job => job.Id, job => job.Cost);
        foreach (var line in statement.Lines.Where(line => line.Kind == LedgerKind.Capture))
        {
            Require(
                line.JobId is { } job && costs.TryGetValue(job, out var cost) && cost == -line.Change,
                $"line {line.Number} took {-line.Change} for a job that the usage log does not have at this price");
        }

        Require(
            statement.Spent == period.Accounts.GetValueOrDefault(LedgerAccount.Spent),
            $"the jobs cost {statement.Spent}, the ledger spent {period.Accounts.GetValueOrDefault(LedgerAccount.Spent)}");

        void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                throw new StatementException($"The {statement.Mode} statement of {statement.Month} of tenant {statement.Tenant} does not add up: {otherwise}.");
            }
        }
    }
}
