using System.Text.Json;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation.Admission;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Generation;

/// <summary>
/// Accepts a generation request: validated, priced, held and queued, or refused with nothing changed and nothing sent.
/// A yes is durable: whatever crashes afterwards, the job goes on or gives its credits back.
/// </summary>
public sealed class StartGeneration
{
    private const int MostExpiries = 3;

    private readonly PriceRequest _prices;
    private readonly IEarlierTasks _earlier;
    private readonly AdmissionLane _lane;
    private readonly IServiceScopeFactory _scopes;
    private readonly Actor _actor;

    internal StartGeneration(PriceRequest prices, IEarlierTasks earlier, AdmissionLane lane, IServiceScopeFactory scopes, Actor actor) =>
        (_prices, _earlier, _lane, _scopes, _actor) = (prices, earlier, lane, scopes, actor);

    /// <summary>What to generate.</summary>
    /// <param name="Model">Our key or the upstream's model id.</param>
    /// <param name="Input">The model's input as the tenant sent it.</param>
    /// <param name="CallbackUrl">Where to tell the end; null not at all. Checked by the caller's <c>GuardedAddress</c>.</param>
    /// <param name="QuoteToken">A promised price, which is then charged exactly; null for the price of the moment.</param>
    public sealed record Command(string Model, JsonElement Input, string? CallbackUrl, string? QuoteToken = null)
    {
        /// <summary>The job's identity, by which a request that is made again is the same job; null for a fresh one.</summary>
        internal Guid? JobId { get; init; }
    }

    /// <summary>An accepted job.</summary>
    /// <param name="JobId">Its identity; as 32 hex digits it is the task id.</param>
    /// <param name="Price">What is held and will be charged when it delivers.</param>
    /// <param name="Available">What is left for other jobs.</param>
    public sealed record Accepted(Guid JobId, Credits Price, Credits Available);

    /// <summary>Decides the request for the scope's actor.</summary>
    public async Task<Result<Accepted>> RunAsync(Command command, CancellationToken ct)
    {
        if (_actor.Tenant is not { } tenant || !_actor.May(Right.Generate))
        {
            return Refusals.MayNotGenerate;
        }

        var priced = command.QuoteToken is { } token
            ? await _prices.RedeemAsync(token, command.Model, command.Input, tenant, _actor.Mode, _earlier, ct)
            : await _prices.RunAsync(command.Model, command.Input, tenant, _actor.Mode, _earlier, ct);
        if (!priced.Succeeded)
        {
            return priced.Refusal;
        }

        var request = RequestOf(command, tenant, priced.Value);
        var answer = await _lane.AskAsync(request, ct);
        for (var expiries = 0; answer.Verdict == AdmissionVerdict.ExpiryDue && expiries < MostExpiries; expiries++)
        {
            await ExpireAsync(tenant, ct);
            answer = await _lane.AskAsync(request, ct);
        }

        return answer.Verdict == AdmissionVerdict.Accepted
            ? new Accepted(request.JobId, request.Price, answer.Available)
            : Refusals.Of(answer, request.Price);
    }

    private AdmissionRequest RequestOf(Command command, TenantId tenant, PriceRequest.Answer priced) => new(
        command.JobId ?? Guid.CreateVersion7(),
        tenant,
        _actor.Mode,
        _actor.KeyId,
        _actor.UserId,
        priced.Quote.Price,
        priced.Entry.Key,
        command.Model,
        priced.Entry.Kind.ToString(),
        priced.Input.Json,
        priced.Quote.BookNumber,
        PriceBasis.Of(priced.Quote, priced.Source),
        command.CallbackUrl);

    private async Task ExpireAsync(TenantId tenant, CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("expiry before admission", tenant, _actor.Mode);
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await scope.ServiceProvider.GetRequiredService<CreditLedger>().ExpireAsync(tenant, _actor.Mode, ct);
        await transaction.CommitAsync(ct);
    }
}
