using System.Diagnostics;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Reporting;
using KieSaaS.Tenancy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KieSaaS.Benchmarks;

/// <summary>
/// A draft replayed over a million jobs of the last 30 days of 1,000 tenants, among two million in all: what staff wait for before
/// they publish.
/// </summary>
internal static class ReplaySubject
{
    private const int Jobs = 1_000_000, Tenants = 1_000, Runs = 5;

    // Sixty models, prices and quantities as tenants mix them; the older half of the table is what a replay must not read.
    private const string Seed = """
        insert into generation_usage (job_id, tenant_id, mode, entry_key, kind, is_delivered, cost, price, book_number, row_id, quantity, unit_kie_micro_credits,
                                      surcharges, markup_thousandths, kie_micro_credits, duration_milliseconds, finished_at)
        select gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad((1 + (i::bigint * 7919) % $2)::text, 12, '0'))::uuid, 'Live', entry.key, 'Image', true,
               4000000, 4000000, 1, entry.row_id, quantity, entry.unit, case when i % 11 = 0 then '[{"Row":"@x","Unit":"InputImage","Quantity":1,"UnitKieMicroCredits":500000}]' end,
               2000, case when i % 3 = 0 then 0 else entry.unit * quantity end, 5000, now() - interval '60 days' + interval '60 days' * i / (2 * $1)
        from generate_series(1, 2 * $1) i
        cross join lateral (select $3[1 + (i * 31) % cardinality($3)] as key, $4[1 + (i * 31) % cardinality($3)] as row_id, $5[1 + (i * 31) % cardinality($3)] as unit) entry
        cross join lateral (select case when i % 4 = 0 then 5 when i % 4 = 1 then 10 else 1 end as quantity) q
        """;

    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        using var folder = new RunFolder(options.Data);
        await using var postgres = await EmbeddedPostgres.StartAsync(new DataDirectory(folder.PathOf("database")), Checkout.Root, isDurable: false, CancellationToken.None);
        var connections = DatabaseConnections.FromOwner(postgres.OwnerConnectionString);
        await new MigrateDatabase(connections).RunAsync(CancellationToken.None);
        await using var services = Services(connections);
        await AskAsync(services, actor => actor.BecomePlatform("benchmark"), async (PublishFirstPrices first) =>
        {
            await first.RunAsync(CancellationToken.None);
            return true;
        });
        await SeedAsync(connections, services.GetRequiredService<Catalogue>());
        var draft = await DraftAsync(services);

        var (first, effect) = await ReplayAsync(services, draft);
        var seconds = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            seconds.Add((await ReplayAsync(services, draft)).Seconds);
        }

        Report.Print($"{"jobs priced again",-34}{effect.Jobs,14:N0}");
        Report.Print($"{"first run, cold",-34}{first,14:0.00} s");
        Report.Print($"{"median of 5",-34}{seconds.Order().ElementAt(Runs / 2),14:0.00} s");
        Report.Print($"{"margin now and with the draft",-34}{effect.Total.Now.Margin.Share,9:0.000} {effect.Total.Draft.Margin.Share:0.000}");
        Report.Print($"load {Report.Load()}");
        Report.Print($"figure replay.seconds_1m {seconds.Order().ElementAt(Runs / 2):0.000} seconds");
        return effect is { Jobs: > Jobs - 10 and <= Jobs + 10, Tenants.Count: 10, Thin.Count: > 0 } ? 0 : 1;
    }

    private static ServiceProvider Services(DatabaseConnections connections)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging().AddOptions();
        services.AddSingleton(MasterKey.Parse(new string('a', 64)));
        services.AddData(connections).AddCatalog().AddReporting();
        return services.BuildServiceProvider();
    }

    private static async Task SeedAsync(DatabaseConnections connections, Catalogue catalogue)
    {
        var rows = catalogue.Entries.Take(60).Select(entry => (entry.Key, Row: entry.Prices.First(row => !row.IsSurcharge))).ToList();
        await using var source = NpgsqlDataSource.Create(connections.Platform);
        await using var seed = source.CreateCommand(Seed);
        seed.CommandTimeout = 600;
        seed.Parameters.AddWithValue(Jobs);
        seed.Parameters.AddWithValue(Tenants);
        seed.Parameters.AddWithValue(rows.Select(row => row.Key).ToArray());
        seed.Parameters.AddWithValue(rows.Select(row => row.Row.Id).ToArray());
        seed.Parameters.AddWithValue(rows.Select(row => row.Row.Price.Micros).ToArray());
        await seed.ExecuteNonQueryAsync();
        await using var owner = NpgsqlDataSource.Create(connections.Owner!);
        await using var analyze = owner.CreateCommand("vacuum analyze generation_usage");
        analyze.CommandTimeout = 600;
        await analyze.ExecuteNonQueryAsync();
    }

    private static async Task<Guid> DraftAsync(IServiceProvider services)
    {
        var draft = (await AskAsync(services, Staff, (StartDraft start) => start.RunAsync("Benchmark", CancellationToken.None))).Value;
        await AskAsync(services, Staff, (EditDraft edit) => edit.RunAsync(new(draft, 1, [new(PriceRuleKey.Platform, PriceRuleValue.Of(new Markup(1150)))]), CancellationToken.None));
        return draft;
    }

    private static async Task<(double Seconds, PreviewDraft.Answer Effect)> ReplayAsync(IServiceProvider services, Guid draft)
    {
        var watch = Stopwatch.StartNew();
        var effect = await AskAsync(services, Staff, (PreviewDraft preview) => preview.RunAsync(draft, CancellationToken.None));
        return (watch.Elapsed.TotalSeconds, effect.Value!);
    }

    private static void Staff(Actor actor) => actor.BecomeStaff(Guid.Empty, "benchmark", StaffRole.Operator);

    private static async Task<T> AskAsync<TUseCase, T>(IServiceProvider services, Action<Actor> become, Func<TUseCase, Task<T>> question) where TUseCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        become(scope.ServiceProvider.GetRequiredService<Actor>());
        return await question(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
