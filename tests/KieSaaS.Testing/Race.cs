using System.Transactions;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace KieSaaS.Testing;

/// <summary>
/// Two at once, always in the same order: the first has written everything and holds its locks; the second goes on until it has
/// ended or waits for the first; only then does the first commit.
/// </summary>
public static class Race
{
    private const string SomebodyWaits = """
        select exists (select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database())
        """;

    /// <summary>Use cases, each with transactions of its own: the first is held at its first commit.</summary>
    /// <returns>What came of the second.</returns>
    public static async Task<T> RaceAsync<T>(this TestHouse house, Func<Task> first, Func<Task<T>> second)
    {
        var commit = house.Statements.HoldNextCommit();
        try
        {
            var leading = first();
            if (await Task.WhenAny(commit.Reached, leading) == leading)
            {
                await leading;
                Assert.Fail("The first ended without a commit.");
            }

            var following = Task.Run(second);
            await UntilEndedOrWaitingAsync(house, following);
            commit.Release();
            await leading;
            return await following;
        }
        finally
        {
            commit.Release();
        }
    }

    /// <summary>Hand-written statements, which know no transaction but the one around them.</summary>
    /// <returns>What came of the second.</returns>
    public static async Task<T> RaceStatementsAsync<T>(this TestHouse house, Func<Task> first, Func<Task<T>> second)
    {
        Task<T> following;
        using (var transaction = new TransactionScope(
            TransactionScopeOption.RequiresNew,
            new TransactionOptions { IsolationLevel = IsolationLevel.ReadCommitted },
            TransactionScopeAsyncFlowOption.Enabled))
        {
            await first();
            using (ExecutionContext.SuppressFlow())
            {
                following = Task.Run(second);
            }

            await UntilEndedOrWaitingAsync(house, following);
            transaction.Complete();
        }

        return await following;
    }

    /// <summary>The answer of an act, or the name of the constraint that stopped it.</summary>
    public static async Task<string> OutcomeAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return $"{await act()}";
        }
        catch (DbUpdateConcurrencyException)
        {
            return "changed meanwhile";
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: { } name })
        {
            return name;
        }
        catch (PostgresException e) when (e.ConstraintName is { } name)
        {
            return name;
        }
    }

    /// <summary>The code of a refusal, or "yes".</summary>
    public static async Task<string> VerdictAsync<T>(Func<Task<Result<T>>> ask) => await OutcomeAsync(async () => (await ask()).Refusal?.Code ?? "yes");

    private static async Task UntilEndedOrWaitingAsync(TestHouse house, Task following)
    {
        var connection = new NpgsqlConnectionStringBuilder(house.Connections.Platform) { Enlist = false, Pooling = false };
        await using var watch = NpgsqlDataSource.Create(connection);
        await using var look = await watch.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(SomebodyWaits, look);
        while (!following.IsCompleted && !(bool)(await command.ExecuteScalarAsync())!)
        {
        }
    }
}
