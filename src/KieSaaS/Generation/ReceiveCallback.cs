using KieSaaS.Data;
using KieSaaS.Generation.Kie;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Generation;

/// <summary>
/// A provider says that a task moved. The address's token finds the attempt; the body is taken for no more than a task's id,
/// and the task is read back before anything is believed.
/// </summary>
public sealed class ReceiveCallback
{
    /// <summary>The path that takes callbacks; the token follows.</summary>
    public const string PathPrefix = CallbackAddress.PathPrefix;

    /// <summary>The headers of a signed callback.</summary>
    public const string TimestampHeader = KieSignature.TimestampHeader, SignatureHeader = KieSignature.SignatureHeader;

    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "generation.unknown-callback", "No such callback.");

    private readonly IServiceScopeFactory _scopes;
    private readonly KieSignature _signature;
    private readonly TimeProvider _clock;

    internal ReceiveCallback(IServiceScopeFactory scopes, KieSignature signature, TimeProvider clock) => (_scopes, _signature, _clock) = (scopes, signature, clock);

    /// <summary>Notes the callback as work. The answer is the same for a stranger's and a late one's: unknown.</summary>
    /// <param name="token">The last part of the address.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="timestamp">The provider's timestamp header.</param>
    /// <param name="signature">The provider's signature header.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<Guid>> RunAsync(string token, ReadOnlyMemory<byte> body, string? timestamp, string? signature, CancellationToken ct)
    {
        if (token.Length is < 20 or > 64 || KieCallback.Read(body) is not { } callback)
        {
            return Unknown;
        }

        if (await FindAsync(token, ct) is not { } attempt || !_signature.IsGenuine(attempt.Mode, callback.TaskId, timestamp, signature))
        {
            return Unknown;
        }

        if (attempt.ProviderTaskId is { } known && known != callback.TaskId)
        {
            return Unknown;
        }

        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("provider callback", attempt.TenantId, attempt.Mode);
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        db.Enqueue(new PollJob(attempt.Id, callback.TaskId), _clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return attempt.Id;
    }

    // Whose attempt it is, only the token says: this is looked up before a tenant is known.
    private async Task<Attempt?> FindAsync(string token, CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("provider callback");
        return await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<Attempt>().AcrossTenants().AsNoTracking()
            .SingleOrDefaultAsync(attempt => attempt.CallbackToken == token, ct);
    }
}
