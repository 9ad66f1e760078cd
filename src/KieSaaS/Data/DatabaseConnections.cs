using Npgsql;

namespace KieSaaS.Data;

/// <summary>The three logins of one database.</summary>
/// <param name="Owner">Owns the tables and runs migrations; null where this process must not migrate.</param>
/// <param name="Application">Bound by row-level security to the one tenant it names.</param>
/// <param name="Platform">May see all tenants: staff pages, the queue, admission, look-ups before a tenant is known.</param>
public sealed record DatabaseConnections(string? Owner, string Application, string Platform)
{
    /// <summary>The settings that hold the three connection strings.</summary>
    public const string OwnerSetting = "ConnectionStrings:KieSaaS", ApplicationSetting = "ConnectionStrings:KieSaaSApplication", PlatformSetting = "ConnectionStrings:KieSaaSPlatform";

    /// <summary>
    /// The application's and the platform's login derived from the owner's: their names from the database's, their passwords
    /// from the owner's password, so that two nodes that are given one connection string agree on all three.
    /// </summary>
    public static DatabaseConnections FromOwner(string owner)
    {
        var logins = DatabaseLogins.Of(owner);
        return new(owner, logins.ApplicationConnection, logins.PlatformConnection);
    }

    /// <summary>The pool whose commits are not waited for until they are on disk.</summary>
    internal static string WithDeferredCommits(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(WithPool(connectionString)) { MaxPoolSize = 4 };
        builder.Options = $"{builder.Options} -c synchronous_commit=off".TrimStart();
        return builder.ConnectionString;
    }

    /// <summary>Pool settings that every login shares.</summary>
    internal static string WithPool(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "kiesaas", IncludeErrorDetail = false };

        // Not by itself: with Npgsql 10.0.0 a statement that fails on the use that prepares it breaks the next use of it on that
        // connection (decision 13). The one hot statement is prepared by name.
        builder.MaxAutoPrepare = 0;
        if (!connectionString.Contains("Pool Size", StringComparison.OrdinalIgnoreCase))
        {
            builder.MaxPoolSize = 40;
        }

        // The tenant is a setting of the session: a connection that went back to the pool unreset would carry it on.
        builder.NoResetOnClose = false;
        return builder.ConnectionString;
    }
}
