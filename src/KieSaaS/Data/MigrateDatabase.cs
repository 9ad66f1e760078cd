using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KieSaaS.Data;

/// <summary>
/// Brings the database to the present schema as its owner: group roles, migrations, then the two logins of the running product.
/// Several nodes may ask at once; one does it, the others wait.
/// </summary>
public sealed class MigrateDatabase(DatabaseConnections connections)
{
    /// <summary>The assembly that holds the migrations.</summary>
    public const string Assembly = "KieSaaS.Migrations";

    // Any number will do as long as nobody else in this database uses it.
    private const long AdvisoryLock = 5_243_108_001;

    /// <summary>Returns the names of the migrations that were applied; empty when there was nothing to do.</summary>
    /// <exception cref="InvalidOperationException">This process was given no owner's connection.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        var owner = connections.Owner ?? throw new InvalidOperationException(
            $"Migrations need the owner's connection string: set {DatabaseConnections.OwnerSetting}.");

        // Outside the pool: the advisory lock belongs to the session, and a pooled session would hold it on.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(owner) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, $"select pg_advisory_lock({AdvisoryLock})", ct);

        var logins = DatabaseLogins.Of(owner);
        await ExecuteAsync(connection, GroupRoles, ct);
        var options = new DbContextOptionsBuilder<AppDbContext>();
        options.UseHouse(connection, contextOwnsConnection: false);
        await using var db = new AppDbContext(options.Options, new Actor());
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count > 0)
        {
            await db.Database.MigrateAsync(ct);
        }

        await ExecuteAsync(connection, LoginSql(logins, connections), ct);
        return pending;
    }

    // Grants and policies name these two groups, so a migration needs to know no installation's login names.
    private const string GroupRoles = """
        do $$ begin
          if not exists (select from pg_roles where rolname = 'kiesaas_app') then create role kiesaas_app nologin; end if;
          if not exists (select from pg_roles where rolname = 'kiesaas_platform') then create role kiesaas_platform nologin; end if;
        exception when duplicate_object or unique_violation then null;
        end $$;
        """;

    private static string LoginSql(DatabaseLogins logins, DatabaseConnections connections)
    {
        var application = new NpgsqlConnectionStringBuilder(connections.Application);
        var platform = new NpgsqlConnectionStringBuilder(connections.Platform);
        return $"""
            {LoginSql(application, logins.Application, logins.ApplicationPassword, "kiesaas_app")}
            {LoginSql(platform, logins.Platform, logins.PlatformPassword, "kiesaas_platform")}
            revoke all on database {Quote(logins.Database)} from public;
            grant connect on database {Quote(logins.Database)} to {Quote(application.Username!)}, {Quote(platform.Username!)};
            """;
    }

    // A login that the operator made stays as it is and only joins its group. Ours follows the owner's password, which may have changed.
    private static string LoginSql(NpgsqlConnectionStringBuilder given, string login, string password, string group) =>
        given.Username != login || given.Password != password
            ? $"grant {group} to {Quote(given.Username!)};"
            : $"""
            do $$ begin
              if not exists (select from pg_roles where rolname = '{login}') then
                create role {Quote(login)} login nosuperuser nocreatedb nocreaterole in role {group};
              end if;
            exception when duplicate_object or unique_violation then null;
            end $$;
            alter role {Quote(login)} password '{password}';
            """;

    private static string Quote(string identifier) => new NpgsqlCommandBuilder().QuoteIdentifier(identifier);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
