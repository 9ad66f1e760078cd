using KieSaaS.Data;
using KieSaaS.Generation.Admission;
using KieSaaS.Kernel;
using Npgsql;

namespace KieSaaS.Tests.Generation;

public sealed class AdmissionDurabilityTests(DurableHouse house) : IClassFixture<DurableHouse>
{
    // Admission commits before the disk has it and waits for the disk before it answers (decision 14).
    [Fact]
    public async Task A_yes_survives_the_death_of_the_database()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        var requests = Enumerable.Range(0, 40).Select(_ => AdmissionHouse.Request(tenant, Credits.Of(1))).ToArray();
        foreach (var request in requests)
        {
            Assert.Equal(AdmissionVerdict.Accepted, (await house.AskAsync(request)).Verdict);
        }

        await house.CutThePowerAsync();

        await using var source = NpgsqlDataSource.Create(DatabaseConnections.FromOwner(house.Owner).Platform);
        await using var command = source.CreateCommand("select count(*) from generation_jobs j join billing_holds h on h.job_id = j.id where j.id = any ($1)");
        command.Parameters.AddWithValue(requests.Select(request => request.JobId).ToArray());
        Assert.Equal(40L, await command.ExecuteScalarAsync());
    }
}
