using System.Text.Json;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Tests.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Generation;

/// <summary>
/// One job of every model that is on sale or retired, in test mode, against one sandbox, all at once but for those that continue another,
/// which wait for it; when it opens, they have ended.
/// </summary>
public sealed class EveryModelHouse : PipelineHouse
{
    private const int Steps = 40;

    private readonly Dictionary<string, JobView> _jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EarlierSample> _samples = new(StringComparer.Ordinal);

    private LocalServer? _files;

    public TenantId Tenant { get; private set; }

    /// <summary>Where the files that are measured lie, with a slash at the end.</summary>
    public string Files => _files!.Url + "/";

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
        _files = await LocalServer.OfFilesAsync(Repository.PathOf("wwwroot", "samples"));
        await Sandbox.ChangeSettingsAsync(new { rateLimit = false });
        await Sandbox.ReplaceModelsAsync(JsonSerializer.Serialize(Models.Select(entry => new { model = entry.Model, kind = entry.HasTextResult ? "Text" : entry.Kind.ToString(), credits = 1 })));
        Tenant = await OpenWorkspaceAsync();
        await InTransactionAsync(services => services.GetRequiredService<CreditLedger>().GrantAsync(
            new CreditGrant(Tenant, Mode.Test, LotKind.Goodwill, Credits.Of(1_000_000), "test:models", "Test credits"), CancellationToken.None));

        var waiting = Models.ToList();
        while (waiting.Where(CanStart).ToList() is { Count: > 0 } next)
        {
            waiting.RemoveAll(next.Contains);
            await RunAsync(next);
        }

        Tasks = await Sandbox.TasksAsync();
        await ReadBooksAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _files!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [.. base.Settings, new("Kie:CreatesPerTenSeconds", "100000"), new("Generation:MaxRunningPerTenant", "1000")];

    /// <summary>What a model's job was asked for, and what is known of what it continues.</summary>
    public EarlierSample SampleOf(string key) => _samples[key];

    private bool CanStart(CatalogueEntry entry) => !EarlierSample.IsNeededBy(entry) || entry.Continues!.From.Any(_jobs.ContainsKey);

    private async Task RunAsync(IReadOnlyCollection<CatalogueEntry> entries)
    {
        var jobs = await StartAllAsync(entries);
        for (var step = 0; step < Steps && jobs.Keys.Any(key => !_jobs.ContainsKey(key)); step++)
        {
            await RunDueWorkAsync();
            await CollectAsync(jobs);
            await PassAsync(TimeSpan.FromSeconds(2));
        }
    }

    private async Task<Dictionary<string, Guid>> StartAllAsync(IReadOnlyCollection<CatalogueEntry> entries)
    {
        var jobs = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            _samples[entry.Key] = await EarlierSample.OfAsync(this, entry, Files, EarlierSample.IsNeededBy(entry) ? entry.Continues!.From.Select(JobOf).First(job => job is not null) : null);
            using var input = JsonDocument.Parse(SampleOf(entry.Key).Input.ToJsonString());
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
