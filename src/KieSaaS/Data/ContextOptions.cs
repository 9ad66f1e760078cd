using System.Data.Common;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace KieSaaS.Data;

/// <summary>
/// How every context of the house is set up. It is given a connection and not a data source: contexts whose options differ in their
/// connection alone share one model and one set of translated queries, those of two data sources would each build their own.
/// </summary>
public static class ContextOptions
{
    /// <summary>For a context that never touches the database: for its model, and for tools.</summary>
    public static DbContextOptions<AppDbContext> WithoutDatabase { get; } = new DbContextOptionsBuilder<AppDbContext>().UseNpgsql(Migrations).Options;

    /// <summary>Builds the model that all contexts of this process share. Needs no database, so it can be done while one starts.</summary>
    public static void BuildModel()
    {
        using var db = new AppDbContext(WithoutDatabase, new Actor());
        _ = db.Model;
    }

    /// <param name="options">Set up.</param>
    /// <param name="connection">Open or not.</param>
    /// <param name="contextOwnsConnection">The context disposes it.</param>
    internal static DbContextOptionsBuilder UseHouse(this DbContextOptionsBuilder options, DbConnection connection, bool contextOwnsConnection) =>
        options.UseNpgsql(connection, contextOwnsConnection, Migrations);

    private static void Migrations(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.MigrationsAssembly(MigrateDatabase.Assembly).MigrationsHistoryTable("data_migrations");
}
