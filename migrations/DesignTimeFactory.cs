using KieSaaS.Data;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace KieSaaS.Migrations;

/// <summary>Lets `dotnet ef migrations add` build the model; it connects to nothing.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<AppDbContext>()
            .UseNpgsql("Host=localhost", npgsql => npgsql.MigrationsAssembly(MigrateDatabase.Assembly).MigrationsHistoryTable("data_migrations"))
            .Options,
        new Actor());
}
