using KieSaaS.Data;
using Npgsql;

namespace KieSaaS.Web.Tests.Chaos;

/// <summary>One portal on one data directory that the tests of the class kill in turn, with a sandbox and a database that live on.</summary>
public sealed class CrashHouse : IAsyncLifetime
{
    private NpgsqlDataSource? _database;

    public SandboxProcess Sandbox { get; private set; } = null!;

    public PortalProcess Portal { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Sandbox = await SandboxProcess.StartAsync();
        var owner = (await TestCluster.CloneAsync()).Owner!;
        _database = NpgsqlDataSource.Create(DatabaseConnections.FromOwner(owner).Platform);
        Portal = await PortalProcess.StartAsync(new PortalSetup
        {
            Database = owner,
            Sandbox = Sandbox.Address,
            Settings = new Dictionary<string, string> { ["Billing:WelcomeCredits"] = "0" },
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Portal is not null)
        {
            await Portal.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await Sandbox.DisposeAsync();
    }

    /// <summary>Lets the dead process's leases run out, as half a minute would.</summary>
    public async Task AbandonLeasesAsync()
    {
        await using var command = _database!.CreateCommand("update work_items set lease_until = clock_timestamp() where lease_until is not null");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One value of a tenant's, whose id is $1.</summary>
    public async Task<T?> ReadAsync<T>(string sql, Guid tenant)
    {
        await using var command = _database!.CreateCommand(sql);
        command.Parameters.AddWithValue(tenant);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>Lets time pass for the portal and its provider together.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        using var answer = await Portal.Http.PostAsync($"/_clock/advance?seconds={by.TotalSeconds:0}", null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The tasks that the provider made for a prompt.</summary>
    public async Task<IReadOnlyList<SandboxTask>> TasksAsync(string prompt) =>
        [.. (await Sandbox.TasksAsync()).Where(task => task.Input.GetProperty("prompt").GetString() == prompt)];

    /// <summary>Asserts every invariant of the books, by the operator's command.</summary>
    public async Task ProveAsync()
    {
        var proof = await Portal.RunCommandAsync("proof");
        Assert.True(proof.ExitCode == 0, proof.Output + proof.Errors);
    }
}
