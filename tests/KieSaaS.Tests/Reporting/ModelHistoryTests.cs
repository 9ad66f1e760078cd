using KieSaaS.Billing;
using KieSaaS.Generation;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Reporting;

/// <summary>What finished jobs say of a model: how fast it is and how reliable.</summary>
public sealed class ModelHistoryTests(ReportingHouse house) : IClassFixture<ReportingHouse>
{
    private const string Fast = "nano-banana", Seldom = "kling-2-6-text-to-video";

    private static readonly DateTimeOffset Start = new(2026, 5, 4, 10, 3, 0, TimeSpan.Zero);

    [Fact]
    public async Task Speeds_and_failures_are_counted_over_all_tenants_and_kept_for_a_while()
    {
        var tenants = new[] { await house.OpenAsync(Start), await house.OpenAsync(Start) };
        foreach (var tenant in tenants)
        {
            await house.GrantAsync(tenant, LotKind.Purchased, Credits.Of(1_000), "Pack");
        }

        // Ended 10:03:01 … in steps of 1 to 20 seconds, each second job of the other tenant.
        for (var seconds = 1; seconds <= ReadSpeeds.FewestJobs; seconds++)
        {
            await house.RunJobAsync(tenants[seconds % 2], Fast, Credits.Of(1), TimeSpan.FromSeconds(seconds));
        }

        await house.RunJobAsync(tenants[0], Fast, Credits.Of(1), TimeSpan.FromHours(1), fails: true);
        await house.RunJobAsync(tenants[0], Seldom, Credits.Of(1), TimeSpan.FromSeconds(5));

        // The clock runs on while the test does.
        var speed = (await house.AsPlatformAsync((ReadSpeeds read) => read.RunAsync(Fast, CancellationToken.None).AsTask()))!;
        Assert.Equal((20, 10d, 18d), (speed.Jobs, Math.Floor(speed.Median.TotalSeconds), Math.Floor(speed.Ninth.TotalSeconds)));
        Assert.Null(await house.AsPlatformAsync((ReadSpeeds read) => read.RunAsync(Seldom, CancellationToken.None).AsTask()));

        var points = await house.AsPlatformAsync((ReadReliability read) => read.RunAsync(Fast, CancellationToken.None).AsTask());
        Assert.Equal(ReadReliability.Points, points.Count);
        Assert.All(points, point => Assert.Equal((0, TimeSpan.FromMinutes(10)), (point.Start.Minute % 10, point.End - point.Start)));
        Assert.True(points[^1].Start <= house.Clock.GetUtcNow() && house.Clock.GetUtcNow() < points[^1].End);
        var asked = points.Where(point => point.ErrorRate is not null).ToList();
        Assert.Equal([(Start.AddMinutes(-3), (decimal?)0m, true), (Start.AddMinutes(57), 1m, false)], asked.Select(point => (point.Start, point.ErrorRate, point.IsNormal)));

        // A day later nothing of it counts, and a month later the speeds are gone too.
        await house.RunJobAsync(tenants[0], Fast, Credits.Of(1), TimeSpan.FromSeconds(1), fails: true);
        Assert.Equal(points, await house.AsPlatformAsync((ReadReliability read) => read.RunAsync(Fast, CancellationToken.None).AsTask()));
        house.Clock.Advance(TimeSpan.FromDays(2));
        Assert.All(await house.AsPlatformAsync((ReadReliability read) => read.RunAsync(Fast, CancellationToken.None).AsTask()), point => Assert.Null(point.ErrorRate));
        house.Clock.Advance(TimeSpan.FromDays(ReadSpeeds.Days));
        Assert.Null(await house.AsPlatformAsync((ReadSpeeds read) => read.RunAsync(Fast, CancellationToken.None).AsTask()));
    }
}
