using KieSaaS.Billing;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace KieSaaS.Testing;

/// <summary>
/// The business without a web, on a database of its own: one per test class. Workers do not run by themselves; a test says when.
/// When the class is done, every invariant of the books must hold.
/// </summary>
public class TestHouse : IAsyncLifetime
{
    private IHost? _host;
    private bool _isGuarded = true;

    /// <summary>The three logins of this class's database.</summary>
    public DatabaseConnections Connections { get; private set; } = null!;

    /// <summary>The clock that everything in the house reads.</summary>
    public MovableClock Clock { get; } = new();

    /// <summary>What the contexts of this house say to the database.</summary>
    internal Statements Statements { get; } = new();

    /// <summary>False for a class that breaks the books on purpose.</summary>
    protected virtual bool ProvesTheBooks => true;

    /// <summary>The database of this class: a clone of the run's template, unless the class needs a server of its own.</summary>
    protected virtual Task<DatabaseConnections> OpenDatabaseAsync() => TestCluster.CloneAsync();

    private IServiceProvider Services => _host?.Services ?? throw new InvalidOperationException("The house is not open.");

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        Connections = await OpenDatabaseAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddData(Connections);
        builder.Services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(Statements));
        builder.Services.AddSingleton(TestMasterKey.Value);
        builder.Services.AddWorkQueue();
        builder.Services.AddBilling();
        AddServices(builder.Services, builder.Configuration);
        _host = builder.Build();
        await StartAsync(_host.Services);
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        try
        {
            if (_host is not null && ProvesTheBooks && _isGuarded)
            {
                await ProveAsync();
            }
        }
        finally
        {
            if (_host is not null)
            {
                await ((IAsyncDisposable)_host).DisposeAsync();
            }

            await CloseAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Asserts every invariant of the books.</summary>
    public async Task ProveAsync()
    {
        var findings = await AsPlatformAsync((Proof proof) => proof.RunAsync(CancellationToken.None));
        Assert.Equal([], findings.Where(f => !f.Holds).Select(f => $"{f.Name}: {string.Join("; ", f.Violations)}"));
    }

    /// <summary>Opens a workspace with exactly these live credits and no bonus.</summary>
    public async Task<TenantId> OpenWorkspaceAsync(Credits credits = default)
    {
        var tenant = new Tenant { TenantId = TenantId.New(), Name = "Test workspace", CreatedAt = Clock.GetUtcNow() };
        await InTransactionAsync(async services =>
        {
            var db = services.GetRequiredService<AppDbContext>();
            db.Add(tenant);
            await db.SaveChangesAsync();
            foreach (var module in services.GetServices<IOnWorkspaceOpened>())
            {
                await module.PrepareAsync(tenant, CancellationToken.None);
            }

            if (credits.IsPositive)
            {
                await services.GetRequiredService<CreditLedger>().GrantAsync(
                    new CreditGrant(tenant.TenantId, Mode.Live, LotKind.Goodwill, credits, "test:opening", "Opening credits"), CancellationToken.None);
            }
        });
        return tenant.TenantId;
    }

    /// <summary>Asks a use case as the platform, for a tenant if one is named, in a scope of its own.</summary>
    public Task<T> AsPlatformAsync<TUseCase, T>(Func<TUseCase, Task<T>> question, TenantId? tenant = null) where TUseCase : notnull =>
        InScopeAsync(actor => actor.BecomePlatform("test", tenant), services => question(services.GetRequiredService<TUseCase>()));

    /// <summary>Asks a use case as staff, in a scope of its own.</summary>
    public Task<T> AsStaffAsync<TUseCase, T>(Func<TUseCase, Task<T>> question, StaffRole role = StaffRole.Operator) where TUseCase : notnull =>
        InScopeAsync(actor => actor.BecomeStaff(Guid.Empty, "staff@test", role), services => question(services.GetRequiredService<TUseCase>()));

    /// <summary>Asks a use case as a member of a tenant, in a scope of its own.</summary>
    public Task<T> AsMemberAsync<TUseCase, T>(TenantId tenant, Func<TUseCase, Task<T>> question, Role role = Role.Owner, Mode mode = Mode.Live)
        where TUseCase : notnull =>
        InScopeAsync(actor => actor.BecomeMember(tenant, mode, Guid.Empty, "member@test", role), services => question(services.GetRequiredService<TUseCase>()));

    /// <summary>Does something as the platform in one transaction.</summary>
    public Task InTransactionAsync(Func<IServiceProvider, Task> act) => InScopeAsync(actor => actor.BecomePlatform("test"), async services =>
    {
        var db = services.GetRequiredService<AppDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await act(services);
        await transaction.CommitAsync();
        return true;
    });

    /// <summary>Takes a guard away from this house alone; from then on its books prove nothing.</summary>
    internal Task RemoveAsync(Guard guard)
    {
        _isGuarded = false;
        return guard.RemoveAsync(this);
    }

    /// <summary>Runs whatever work is due until nothing is.</summary>
    public async Task RunDueWorkAsync()
    {
        while (await Services.GetRequiredService<WorkRunner>().RunDueAsync(100, CancellationToken.None) > 0)
        {
        }
    }

    /// <summary>One value straight from the database, as its owner with a tenant's scope, or past every fence on the platform's login.</summary>
    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(Connections.Platform);
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("No row."));
    }

    /// <summary>Starts what the settings of this class name, such as a sandbox.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Ends what <see cref="PrepareAsync"/> started.</summary>
    protected virtual Task CloseAsync() => Task.CompletedTask;

    /// <summary>More settings for this class.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [new("Billing:WelcomeCredits", "0"), new("Billing:TestCredits", "0")];

    /// <summary>More modules for this class.</summary>
    protected virtual void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    /// <summary>Starts what this class needs running; nothing runs by itself.</summary>
    protected virtual Task StartAsync(IServiceProvider services) => Task.CompletedTask;

    private async Task<T> InScopeAsync<T>(Action<Actor> become, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        become(scope.ServiceProvider.GetRequiredService<Actor>());
        return await act(scope.ServiceProvider);
    }
}
