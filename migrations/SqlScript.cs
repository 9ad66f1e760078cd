namespace KieSaaS.Migrations;

/// <summary>The hand-written parts of the schema: grants, policies, functions.</summary>
internal static class SqlScript
{
    public static string Read(string name)
    {
        using var stream = typeof(SqlScript).Assembly.GetManifestResourceStream($"KieSaaS.Migrations.Sql.{name}.sql")
            ?? throw new InvalidOperationException($"There is no script {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
