using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Generation.Admission;
using KieSaaS.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KieSaaS.Tests.Generation;

/// <summary>A house whose admission lanes run: two of them, as two nodes would have.</summary>
public class AdmissionHouse : TestHouse
{
    private AdmissionLane[] _lanes = [];
    private DatabaseSources? _sources;

    internal Task<AdmissionAnswer> AskAsync(AdmissionRequest request, int lane = 0) => _lanes[lane].AskAsync(request, CancellationToken.None);

    // What a job must carry so that its end can be counted.
    private const string Basis = """
        {"Lines":[{"Row":"any","Unit":"Image","Quantity":1,"UnitKieMicroCredits":4000000}],"KieMicroCredits":4000000,"MarkupThousandths":2000,"MarkupLevel":"Platform","InputHash":""}
        """;

    internal static AdmissionRequest Request(TenantId tenant, Credits price, Guid? key = null, string input = """{"prompt":"a cat"}""", Mode mode = Mode.Live) =>
        new(Guid.CreateVersion7(), tenant, mode, key, null, price, "nano-banana", "google/nano-banana", "Image", input, 1, Basis, null);

    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connections.Platform);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    // What is asked next gets a new connection, which has prepared nothing yet.
    public void ForgetConnections() => _sources?.Platform.Clear();

    protected override void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddGeneration();

    protected override async Task StartAsync(IServiceProvider services)
    {
        _sources = services.GetRequiredService<DatabaseSources>();
        _lanes = [services.GetRequiredService<AdmissionLane>(), ActivatorUtilities.CreateInstance<AdmissionLane>(services)];
        foreach (var lane in _lanes)
        {
            await lane.StartAsync(CancellationToken.None);
        }
    }
}
