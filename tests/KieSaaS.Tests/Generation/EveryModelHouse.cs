using System.Text.Json;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Tests.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Generation;

/// <summary>One job of every model that is on sale or retired, in test mode, all at once against one sandbox; when it opens, they have ended.</summary>
public sealed class EveryModelHouse : PipelineHouse
{
    private const int Steps = 40;

    private readonly Dictionary<string, JobView> _jobs = new(StringComparer.Ordinal);

    public TenantId Tenant { get; private set; }

    /// <summary>Why a model's job was refused, by the model's key.</summary>
    public Dictionary<string, string> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>The tasks of the upstream by their input's text and model.</summary>
    public IReadOnlyList<SandboxTask> Tasks { get; private set; } = [];

    /// <summary>The tenant's job list, as one reads it page by page.</summary>
    public Dictionary<Guid, JobView> Listed { get; } = [];

    /// <summary>What the ledger took for each job.</summary>
    public Dictionary<Guid, Credits> Ledger { get; } = [];

    public static IEnumerable<CatalogueEntry> Models => StarterCatalogue.Loaded.OfferedIn(Mode.Test);

    public JobView? JobOf(string key) => _jobs.GetValueOrDefault(key);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Sandbox.ChangeSettingsAsync(new { rateLimit = false });
        await Sandbox.ReplaceModelsAsync(JsonSerializer.Serialize(Models.Select(entry => new { model = entry.Model, kind = entry.Kind.ToString(), credits = 1 })));
        Tenant = await OpenWorkspaceAsync();
        await InTransactionAsync(services => services.GetRequiredService<CreditLedger>().GrantAsync(
            new CreditGrant(Tenant, Mode.Test, LotKind.Goodwill, Credits.Of(1_000_000), "test:models", "Test credits"), CancellationToken.None));

        var jobs = await StartAllAsync();
        for (var step = 0; step < Steps && _jobs.Count < jobs.Count; step++)
        {
            await RunDueWorkAsync();
            await CollectAsync(jobs);
            await PassAsync(TimeSpan.FromSeconds(2));
        }

        Tasks = await Sandbox.TasksAsync();
        await ReadBooksAsync();
    }

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [.. base.Settings, new("Kie:CreatesPerTenSeconds", "100000"), new("Generation:MaxRunningPerTenant", "1000")];

    private async Task<Dictionary<string, Guid>> StartAllAsync()
    {
        var jobs = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var entry in Models)
        {
            using var input = JsonDocument.Parse(ExampleInput.Of(entry).ToJsonString());
            var started = await AsMemberAsync(
                Tenant, (StartGeneration start) => start.RunAsync(new StartGeneration.Command(entry.Model, input.RootElement, null), CancellationToken.None), mode: Mode.Test);
            if (started.Succeeded)
            {
                jobs[entry.Key] = started.Value.JobId;
            }
            else
            {
                Refusals[entry.Key] = started.Refusal.Message;
            }
        }

        return jobs;
    }

    private async Task CollectAsync(Dictionary<string, Guid> jobs)
    {
        foreach (var (key, id) in jobs.Where(job => !_jobs.ContainsKey(job.Key)).ToList())
        {
            var job = (await AsMemberAsync(Tenant, (FindJob find) => find.RunAsync(id, CancellationToken.None), mode: Mode.Test)).Value!;
            if (job.IsFinished)
            {
                _jobs[key] = job;
            }
        }
    }

    private async Task ReadBooksAsync()
    {
        var page = new ListJobs.Page([], null);
        do
        {
            page = await AsMemberAsync(Tenant, (ListJobs list) => list.RunAsync(new(page.Next, Most: 100), CancellationToken.None), mode: Mode.Test);
            foreach (var job in page.Jobs)
            {
                Listed[job.Id] = job;
            }
        }
        while (page.Next is not null);

        await AsMemberAsync(
            Tenant,
            async (ListLedger ledger) =>
            {
                await foreach (var line in ledger.ExportAsync(LedgerKind.Capture))
                {
                    Ledger[CaptureCause.JobOf(line.Cause)!.Value] = Credits.Zero - line.Change;
                }

                return true;
            },
            mode: Mode.Test);
    }
}
