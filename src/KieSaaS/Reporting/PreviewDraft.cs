using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace KieSaaS.Reporting;

/// <summary>
/// What a draft would have done: every job delivered in live mode in the last 30 days priced again, once with the rules in force and
/// once with the draft's, each by its own rows and quantities; an upstream price that the draft changes, by a rule or with a definition that it
/// would release, moves their cost. For staff: asked on the platform's login. Changes nothing.
/// </summary>
public sealed class PreviewDraft(AppDbContext db, ReadDraft drafts, PricesInForce prices, DatabaseSources sources, IOptions<PricingOptions> options, TimeProvider clock)
{
    /// <summary>How far back it looks.</summary>
    public const int Days = 30;

    private const int ShownTenants = 10;

    /// <summary>A sum under one set of prices.</summary>
    /// <param name="Sold">What tenants pay.</param>
    /// <param name="Margin">What it leaves.</param>
    public sealed record Side(Credits Sold, Margin Margin);

    /// <summary>One tenant or one model, before and after.</summary>
    /// <param name="Subject">The tenant's identity or the model's key.</param>
    /// <param name="Name">What people call it.</param>
    /// <param name="Jobs">Delivered jobs.</param>
    /// <param name="Now">With the rules in force.</param>
    /// <param name="Draft">With the draft's.</param>
    public sealed record Line(string Subject, string Name, long Jobs, Side Now, Side Draft)
    {
        /// <summary>What the draft adds; below zero what it takes.</summary>
        public Credits Change => Draft.Sold - Now.Sold;
    }

    /// <summary>The effect.</summary>
    /// <param name="Jobs">Delivered jobs that were priced again.</param>
    /// <param name="Charged">What was really charged for them, by the books of their time.</param>
    /// <param name="Total">All of them.</param>
    /// <param name="Tenants">The ten tenants that change most, the largest change first.</param>
    /// <param name="Thin">Models whose margin falls below the floor, the thinnest first.</param>
    public sealed record Answer(long Jobs, Credits Charged, Line Total, IReadOnlyList<Line> Tenants, IReadOnlyList<Line> Thin);

    /// <summary>Replays the last 30 days under a draft.</summary>
    public async Task<Result<Answer>> RunAsync(Guid draftId, CancellationToken ct)
    {
        var draft = await drafts.RunAsync(draftId, ct);
        return draft.Succeeded ? await RunAsync(draft.Value.Before.With(await prices.GetAsync(ct)), draft.Value.After, ct) : draft.Refusal;
    }

    private async Task<Answer> RunAsync(PricedBook now, PricedBook draft, CancellationToken ct)
    {
        var replay = new Replay(now, draft, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        await foreach (var sold in SoldPrices.ReadAsync(sources, clock.GetUtcNow().AddDays(-Days), ct))
        {
            replay.Add(sold);
        }

        return new Answer(
            replay.Total.Jobs,
            replay.Charged,
            LineOf("", "", replay.Total, now.Book, draft.Book),
            await TenantsAsync(replay, now.Book, draft.Book, ct),
            [.. replay.Models
                .Select(model => LineOf(model.Key, now.Find(model.Key)?.Name ?? model.Key, model.Value, now.Book, draft.Book))
                .Where(line => IsThin(line.Draft.Margin.Share) && line.Draft.Margin.Share < line.Now.Margin.Share)
                .OrderBy(line => line.Draft.Margin.Share)]);
    }

    private async Task<IReadOnlyList<Line>> TenantsAsync(Replay replay, PriceBook now, PriceBook book, CancellationToken ct)
    {
        var most = replay.Tenants.Where(tenant => tenant.Value.Change != 0).OrderByDescending(tenant => Math.Abs(tenant.Value.Change)).Take(ShownTenants).ToList();
        var ids = most.ConvertAll(tenant => new TenantId(tenant.Key));
        var names = await db.Set<Tenant>().AcrossTenants().Where(tenant => ids.Contains(tenant.TenantId)).ToDictionaryAsync(tenant => tenant.TenantId, tenant => tenant.Name, ct);
        return most.ConvertAll(tenant => LineOf(tenant.Key.ToString(), names.GetValueOrDefault(new TenantId(tenant.Key), ""), tenant.Value, now, book));
    }

    private bool IsThin(decimal? share) => share is { } margin && margin * 100 < options.Value.MarginFloorPercent;

    private static Line LineOf(string subject, string name, Replay.Sum sum, PriceBook now, PriceBook book) => new(
        subject, name, sum.Jobs, SideOf(now, sum.Now, sum.Cost), SideOf(book, sum.Draft, sum.DraftCost));

    private static Side SideOf(PriceBook book, long sold, long cost) => new(new Credits(sold), Margin.Of(book.Terms, new Credits(sold), new KieCredits(cost)));
}
