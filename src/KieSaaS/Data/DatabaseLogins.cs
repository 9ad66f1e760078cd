using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace KieSaaS.Data;

/// <summary>Names and passwords of the two logins that a migration makes beside the owner's.</summary>
internal sealed record DatabaseLogins(string Database, string Application, string Platform, string ApplicationPassword, string PlatformPassword, string Owner)
{
    public string ApplicationConnection => ConnectionOf(Application, ApplicationPassword);

    public string PlatformConnection => ConnectionOf(Platform, PlatformPassword);

    public static DatabaseLogins Of(string ownerConnection)
    {
        var owner = new NpgsqlConnectionStringBuilder(ownerConnection);
        var database = owner.Database ?? throw new ArgumentException("The connection string names no database.", nameof(ownerConnection));
        var (application, platform) = ($"{database}_app_login", $"{database}_platform_login");
        return new(database, application, platform, PasswordOf(owner, application), PasswordOf(owner, platform), ownerConnection);
    }

    private static string PasswordOf(NpgsqlConnectionStringBuilder owner, string login) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("kiesaas-login:" + owner.Password), Encoding.UTF8.GetBytes(login)));

    private string ConnectionOf(string login, string password) =>
        new NpgsqlConnectionStringBuilder(Owner) { Username = login, Password = password }.ConnectionString;
}
