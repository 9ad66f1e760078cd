using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Xunit;

namespace KieSaaS.Testing;

/// <summary>
/// What holds a business rule: a key, a check, a lock in a function, a condition in a statement. Each can be taken away from one
/// house, so that a test sees the rule fail without it.
/// </summary>
public sealed class Guard
{
    private readonly Func<TestHouse, Task> _remove;

    private Guard(Func<TestHouse, Task> remove) => _remove = remove;

    /// <summary>A primary key or a check.</summary>
    public static Guard Constraint(string table, string name) => Sql($"alter table {table} drop constraint {name}");

    /// <summary>A unique index.</summary>
    public static Guard Index(string name) => Sql($"drop index {name}");

    /// <summary>A part of a function as it was shipped, which must occur there once and is replaced.</summary>
    public static Guard InFunction(string function, string text, string instead) => new(async house =>
    {
        var shipped = await house.ScalarAsync<string>($"select pg_get_functiondef('{function}'::regproc)");
        await ExecuteAsOwnerAsync(house, Without(shipped, text, instead));
    });

    /// <summary>A part of a statement that the context sends, found by a pattern and replaced; it must be met before the test ends.</summary>
    public static Guard InStatement([StringSyntax(StringSyntaxAttribute.Regex)] string pattern, string instead = "") => new(house =>
    {
        house.Statements.Replace(pattern, instead);
        return Task.CompletedTask;
    });

    /// <summary>A shipped statement without one part of it, which must occur there once.</summary>
    public static string Without(string sql, string text, string instead = "")
    {
        Assert.Equal(2, sql.Split(text).Length);
        return sql.Replace(text, instead, StringComparison.Ordinal);
    }

    internal Task RemoveAsync(TestHouse house) => _remove(house);

    private static Guard Sql(string sql) => new(house => ExecuteAsOwnerAsync(house, sql));

    private static async Task ExecuteAsOwnerAsync(TestHouse house, string sql)
    {
        await using var source = NpgsqlDataSource.Create(house.Connections.Owner!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
