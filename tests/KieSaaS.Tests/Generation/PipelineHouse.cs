using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Files;
using KieSaaS.Generation;
using KieSaaS.Generation.Admission;
using KieSaaS.Kernel;
using KieSaaS.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Generation;

/// <summary>A house with the whole way of a job, against a sandbox process of its own. Due work runs when the test says so.</summary>
public class PipelineHouse : TestHouse
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kiesaas-files-").FullName;

    public SandboxProcess Sandbox { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Sandbox = await SandboxProcess.StartAsync();
        await base.InitializeAsync();
        await AsPlatformAsync(async (PublishFirstPrices prices) =>
        {
            await prices.RunAsync(CancellationToken.None);
            return true;
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    public Task<Result<StartGeneration.Accepted>> StartAsync(TenantId tenant, string model, string input, string? callback = null) =>
        AsMemberAsync(tenant, (StartGeneration start) =>
            start.RunAsync(new StartGeneration.Command(model, JsonDocument.Parse(input).RootElement, callback), CancellationToken.None));

    public async Task<JobView> JobAsync(TenantId tenant, Guid job) =>
        (await AsMemberAsync(tenant, (FindJob find) => find.RunAsync(job, CancellationToken.None))).Value!;

    /// <summary>Moves both clocks and lets due work run, until the job has ended or a number of steps is over.</summary>
    public async Task<JobView> UntilEndedAsync(TenantId tenant, Guid job, int steps = 40)
    {
        for (var step = 0; ; step++)
        {
            await RunDueWorkAsync();
            var view = await JobAsync(tenant, job);
            if (view.IsFinished || step == steps)
            {
                return view;
            }

            await PassAsync(TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>Lets time pass here and in the sandbox.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await Sandbox.AdvanceAsync(time);
        Clock.Advance(time);
    }

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        .. base.Settings,
        new("KIE_API_KEY", "sandbox-key"),
        new("KIE_MARKET_BASE_URL", Sandbox.Address.ToString()),
        new("Sandbox:Url", Sandbox.Address.ToString()),
        new("Public:BaseUrl", "http://127.0.0.1:9"),
        new("Net:AllowLoopback", "true"),
    ];

    protected override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddCatalog().AddGeneration().AddNet().AddFiles(new DataDirectory(_folder), new byte[32]);

    protected override Task StartAsync(IServiceProvider services) => services.GetRequiredService<AdmissionLane>().StartAsync(CancellationToken.None);
}
