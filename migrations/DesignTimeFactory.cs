using KieSaaS.Data;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore.Design;

namespace KieSaaS.Migrations;

/// <summary>Lets `dotnet ef migrations add` build the model; it connects to nothing.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext(string[] args) => new(ContextOptions.WithoutDatabase, new Actor());
}
