using KieSaaS.Data;
using KieSaaS.Tests.Reporting;
using KieSaaS.Work;
using Npgsql;

namespace KieSaaS.Tests.Work;

/// <summary>An item belongs to one worker at a time: each statement of the queue as it is shipped, and without its guard.</summary>
public sealed class LeaseGuardTests(StaffHouse house) : IClassFixture<StaffHouse>
{
    private static readonly string
        WithoutSkipping = Guard.Without(WorkLeases.Take, "for update skip locked"),
        WithoutLooking = Guard.Without(WorkLeases.Take, "and (lease_until is null or lease_until < clock_timestamp())");

    [Fact]
    public async Task Two_workers_that_take_at_once_never_get_the_same_item()
    {
        Assert.Equal(0, await AtOnceAsync(WorkLeases.Take));
        Assert.Equal(1, await AtOnceAsync(WithoutSkipping));

        async Task<int> AtOnceAsync(string take)
        {
            var item = await EnqueueAsync();
            return await house.RaceStatementsAsync(
                async () => Assert.Equal(1, await TakeAsync(take, item)),
                () => TakeAsync(take, item));
        }
    }

    [Fact]
    public async Task What_a_worker_holds_is_not_taken_by_another()
    {
        Assert.Equal(0, await OneAfterTheOtherAsync(WorkLeases.Take));
        Assert.Equal(1, await OneAfterTheOtherAsync(WithoutLooking));

        async Task<int> OneAfterTheOtherAsync(string take)
        {
            var item = await EnqueueAsync();
            Assert.Equal(1, await TakeAsync(take, item));
            return await TakeAsync(take, item);
        }
    }

    [Theory]
    [InlineData(WorkLeases.Done)]
    [InlineData(WorkLeases.Renew)]
    [InlineData(WorkLeases.Again)]
    [InlineData(WorkLeases.Failed)]
    public async Task A_worker_whose_lease_has_gone_to_another_decides_nothing_any_more(string statement)
    {
        var item = await EnqueueAsync();
        await TakeAsync(WorkLeases.Take, item);

        Assert.Equal(0, await AnswerAsync(statement, item));
        Assert.Equal(1, await AnswerAsync(Guard.Without(statement, "lease_id = $2", "$2::uuid is not null"), item));
    }

    /// <summary>An item of a kind of its own, so that no other test's item is taken.</summary>
    private async Task<Guid> EnqueueAsync()
    {
        var id = Guid.CreateVersion7();
        await house.ExecuteAsync($"""
            insert into work_items (id, kind, payload, mode, due_at, created_at, attempts) values ('{id}', '{id}', '', 'Live', now(), now(), 0)
            """);
        return id;
    }

    private Task<int> TakeAsync(string take, Guid item) => house.AsPlatformAsync(async (DatabaseSources sources) =>
    {
        await using var command = Command(sources, take, Guid.NewGuid(), WorkLeases.Lease, house.Clock.GetUtcNow().AddMinutes(1), new[] { item.ToString() }, 10);
        return await command.ExecuteNonQueryAsync();
    });

    private Task<int> AnswerAsync(string statement, Guid item) => house.AsPlatformAsync(async (DatabaseSources sources) =>
    {
        object[] values = statement switch
        {
            _ when statement.Contains("$5", StringComparison.Ordinal) => [house.Clock.GetUtcNow(), "late", house.Clock.GetUtcNow()],
            _ when statement.Contains("due_at", StringComparison.Ordinal) => [house.Clock.GetUtcNow()],
            _ when statement.Contains("$3", StringComparison.Ordinal) => [WorkLeases.Lease],
            _ => [],
        };
        await using var command = Command(sources, statement, [item, Guid.NewGuid(), .. values]);
        return await command.ExecuteNonQueryAsync();
    });

    private static NpgsqlCommand Command(DatabaseSources sources, string sql, params object[] values)
    {
        var command = sources.Platform.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return command;
    }
}
