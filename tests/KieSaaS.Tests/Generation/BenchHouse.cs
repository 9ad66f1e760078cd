using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Reporting;
using KieSaaS.Tenancy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Generation;

/// <summary>A house where staff test models, with the reports that must not see it.</summary>
public sealed class BenchHouse : PipelineHouse
{
    public const string Picture = "nano-banana", Retired = "sora-2-text-to-video";

    public static BenchInput Good(string prompt = "a cat") => new(Picture, $$"""{"prompt":"{{prompt}}"}""");

    /// <summary>Starts a run in test mode, or in live mode with the cost that its review says.</summary>
    public async Task<Guid> BeginAsync(Mode mode, params BenchInput[] tests)
    {
        var review = await ReviewAsync(mode, tests);
        return (await RunAsync(new(Guid.CreateVersion7(), mode, tests) { Confirmed = mode == Mode.Live ? review.Cost : null, WithRefused = true })).Value;
    }

    public async Task<BenchReview> ReviewAsync(Mode mode, params BenchInput[] tests) =>
        (await AsStaffAsync((StartBenchRun start) => start.ReviewAsync(mode, tests, CancellationToken.None))).Value!;

    public Task<Result<Guid>> RunAsync(StartBenchRun.Command command, StaffRole role = StaffRole.Pricing) =>
        AsStaffAsync((StartBenchRun start) => start.RunAsync(command, CancellationToken.None), role);

    public async Task<BenchRun> ReadAsync(Guid run) => (await AsStaffAsync((ReadBenchRun read) => read.RunAsync(run, CancellationToken.None))).Value!;

    public async Task<ListBenchRuns.Page> ListAsync(Guid? before = null) =>
        (await AsStaffAsync((ListBenchRuns list) => list.RunAsync(before, CancellationToken.None))).Value!;

    /// <summary>Moves both clocks and lets due work run until nothing of the run is under way.</summary>
    public async Task<BenchRun> UntilEndedAsync(Guid id, int steps = 40)
    {
        for (var step = 0; ; step++)
        {
            await RunDueWorkAsync();
            var run = await ReadAsync(id);
            if (run.Running == 0 || step == steps)
            {
                return run;
            }

            await PassAsync(TimeSpan.FromSeconds(2));
        }
    }

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [.. base.Settings.Where(setting => setting.Key != "Billing:WelcomeCredits"), new("Generation:MaxRunningPerTenant", "3"), new("Billing:WelcomeCredits", "50")];

    protected override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        base.AddServices(services, configuration);
        services.AddReporting();
    }
}
