using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KieSaaS.Testing;

/// <summary>What a house's contexts say to the database: statements can be sent in a variant, and the next commit can be held.</summary>
public sealed class Statements : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly ConcurrentDictionary<Variant, bool> _variants = [];
    private HeldCommit? _held;

    /// <summary>Patterns that no statement has matched yet.</summary>
    internal IEnumerable<string> Unmet => _variants.Where(variant => !variant.Value).Select(variant => variant.Key.Pattern.ToString());

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Vary(command);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Vary(command);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _held, null) is { } held)
        {
            await held.PassAsync();
        }

        return result;
    }

    internal void Replace(string pattern, string instead) => _variants[new(new Regex(pattern, RegexOptions.Singleline, TimeSpan.FromSeconds(1)), instead)] = false;

    /// <summary>The next transaction that wants to commit waits, with everything written and every lock held.</summary>
    internal HeldCommit HoldNextCommit() => _held = new HeldCommit();

    private void Vary(DbCommand command)
    {
        foreach (var variant in _variants.Keys.Where(variant => variant.Pattern.IsMatch(command.CommandText)))
        {
            command.CommandText = variant.Pattern.Replace(command.CommandText, variant.Instead);
            _variants[variant] = true;
        }
    }

    private sealed record Variant(Regex Pattern, string Instead);
}

/// <summary>A transaction before its commit.</summary>
internal sealed class HeldCommit
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously), _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    public void Release() => _released.TrySetResult();

    internal Task PassAsync()
    {
        _reached.TrySetResult();
        return _released.Task;
    }
}
