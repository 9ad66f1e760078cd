using System.Security.Cryptography;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Generation.Admission;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Reporting;
using KieSaaS.Tenancy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KieSaaS.Tests.Reporting;

/// <summary>A house in which jobs really are admitted, held, ended and charged, without a provider.</summary>
public class ReportingHouse : TestHouse
{
    private const string Basis =
        """{"Lines":[{"Row":"any","Unit":"Image","Quantity":1,"UnitKieMicroCredits":4000000}],"KieMicroCredits":4000000,"MarkupThousandths":2000,"MarkupLevel":"Platform","InputHash":"00"}""";

    private IServiceProvider _services = null!;
    private AdmissionLane _lane = null!;

    /// <summary>A workspace that is opened at a moment, with a name and a language.</summary>
    public async Task<TenantId> OpenAsync(DateTimeOffset at, string name = "Acme Studio", string language = "en")
    {
        MoveTo(at);
        var tenant = await OpenWorkspaceAsync();
        await ExecuteAsync("update identity_tenants set name = $1, language = $2 where tenant_id = $3", name, language, tenant.Value);
        return tenant;
    }

    public void MoveTo(DateTimeOffset moment) => Clock.Advance(moment - Clock.GetUtcNow());

    public Task GrantAsync(TenantId tenant, LotKind kind, Credits amount, string note, DateTimeOffset? expiresAt = null, Mode mode = Mode.Live) =>
        InTransactionAsync(services => services.GetRequiredService<CreditLedger>().GrantAsync(
            new CreditGrant(tenant, mode, kind, amount, $"test:{Guid.CreateVersion7():n}", note, expiresAt), CancellationToken.None));

    public Task ExpireAsync(TenantId tenant) =>
        InTransactionAsync(services => services.GetRequiredService<CreditLedger>().ExpireAsync(tenant, Mode.Live, CancellationToken.None));

    /// <summary>A job from admission to its end, which takes some time.</summary>
    public async Task<Guid> RunJobAsync(TenantId tenant, string entry, Credits price, TimeSpan duration, bool fails = false, Guid? key = null)
    {
        var job = await AdmitAsync(tenant, entry, price, key);
        Clock.Advance(duration);
        await EndAsync(tenant, job, fails);
        return job;
    }

    public async Task<Guid> AdmitAsync(TenantId tenant, string entry, Credits price, Guid? key = null)
    {
        var kind = Catalogue.LoadStarter().Find(entry)?.Kind.ToString() ?? "Image";
        var request = new AdmissionRequest(Guid.CreateVersion7(), tenant, Mode.Live, key, null, price, entry, entry, kind, """{"prompt":"a cat"}""", 1, Basis, null);
        var answer = await _lane.AskAsync(request, CancellationToken.None);
        Assert.Equal(AdmissionVerdict.Accepted, answer.Verdict);
        return request.JobId;
    }

    public async Task EndAsync(TenantId tenant, Guid job, bool fails = false, TimeProvider? clock = null)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("test", tenant);
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var attempt = new Attempt
        {
            Id = Guid.CreateVersion7(),
            JobId = job,
            TenantId = tenant,
            Mode = Mode.Live,
            Number = 1,
            Provider = "sandbox",
            CallbackToken = job.ToString("n"),
            State = AttemptState.Accepted,
            StartedAt = Clock.GetUtcNow(),
        };
        db.Add(attempt);
        await db.SaveChangesAsync();
        var end = new EndJob(db, scope.ServiceProvider.GetRequiredService<CreditLedger>(), clock ?? Clock);
        Assert.True(fails
            ? await end.FailAsync(attempt, AttemptState.Failed, "500", "The model is out of order.", CancellationToken.None)
            : await end.DeliverAsync(attempt, [], null, Clock.GetUtcNow(), CancellationToken.None));
    }

    /// <summary>An API key of a tenant, with what admission needs of it.</summary>
    public async Task<Guid> AddKeyAsync(TenantId tenant, string name)
    {
        var key = Guid.CreateVersion7();
        await AsMemberAsync(tenant, (AppDbContext db) =>
        {
            db.Add(new ApiKey
            {
                Id = key,
                TenantId = tenant,
                Mode = Mode.Live,
                Name = name,
                Hash = SHA256.HashData(key.ToByteArray()),
                Prefix = "kie_live_",
                LastFour = "abcd",
                CreatedAt = Clock.GetUtcNow(),
                CreatedBy = "test",
            });
            return db.SaveChangesAsync();
        });
        await InTransactionAsync(async services =>
        {
            foreach (var module in services.GetServices<IOnApiKeyCreated>())
            {
                await module.PrepareAsync(tenant, Mode.Live, key, CancellationToken.None);
            }
        });
        return key;
    }

    public async Task<Statement> ReadAsync(TenantId tenant, string month)
    {
        var read = await AsMemberAsync(tenant, (ReadStatement statements) => statements.RunAsync(Month(month), CancellationToken.None));
        return read.Value ?? throw new InvalidOperationException(read.Refusal!.Message);
    }

    public async Task<byte[]> PrintAsync(TenantId tenant, string month)
    {
        var printed = await AsMemberAsync(tenant, (PrintStatement print) => print.RunAsync(Month(month), CancellationToken.None));
        return printed.Value?.Content ?? throw new InvalidOperationException(printed.Refusal!.Message);
    }

    public static StatementMonth Month(string text) => StatementMonth.TryParse(text, out var month) ? month : throw new FormatException(text);

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(Connections.Platform);
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        await command.ExecuteNonQueryAsync();
    }

    protected override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddCatalog();
        services.AddGeneration();
        services.AddReporting();
    }

    protected override async Task StartAsync(IServiceProvider services)
    {
        _services = services;
        _lane = services.GetRequiredService<AdmissionLane>();
        await _lane.StartAsync(CancellationToken.None);
    }
}
