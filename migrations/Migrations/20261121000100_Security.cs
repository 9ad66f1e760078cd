using KieSaaS.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace KieSaaS.Migrations;

/// <summary>Row-level security on every tenant's table, grants table by table, and the functions of the hot path.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261121000100_Security")]
public sealed class Security : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(SqlScript.Read("Security"));
        migrationBuilder.Sql(SqlScript.Read("Admission"));
    }
}
