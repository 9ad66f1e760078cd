using System.Data.Common;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KieSaaS.Data;

/// <summary>
/// Names the tenant to row-level security on every connection the application's login opens, before any other statement.
/// It is written at each opening, never assumed, so what an earlier user of a pooled connection left there cannot matter.
/// </summary>
internal sealed class TenantSession(Actor actor, DatabaseSources sources) : DbConnectionInterceptor
{
    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        throw new NotSupportedException("Open asynchronously.");

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        // The pool was chosen at the context's first use: an actor that is decided later would act over the wrong login.
        var wanted = sources.For(actor).ConnectionString;
        return string.Equals(connection.ConnectionString, wanted, StringComparison.Ordinal)
            ? ValueTask.FromResult(result)
            : throw new InvalidOperationException($"The database was used before '{actor.Name}' was decided for this scope.");
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (actor.IsPlatform)
        {
            return;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = "select set_config('app.tenant_id', $1, false)";
        var tenant = command.CreateParameter();
        tenant.Value = actor.Tenant?.ToString() ?? "";
        command.Parameters.Add(tenant);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
