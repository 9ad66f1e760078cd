using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Audit;

/// <summary>The audit log, newest first, a page at a time. For staff: asked on the platform's login.</summary>
public sealed class ListAudit(AppDbContext db)
{
    private const int PageSize = 50;
    private const string Escape = "!";

    /// <summary>What to show.</summary>
    /// <param name="Tenant">Only what concerns this tenant.</param>
    /// <param name="Action">Only actions that contain this, such as "markup" or "markup.changed".</param>
    /// <param name="Actor">Only actors that contain this, such as an e-mail address.</param>
    /// <param name="Before">Entries before this one; null from the newest.</param>
    public sealed record Question(TenantId? Tenant = null, string? Action = null, string? Actor = null, Guid? Before = null);

    /// <summary>A page, and the entry to ask the next one with; null at the end.</summary>
    public sealed record Page(IReadOnlyList<AuditEntry> Entries, Guid? Next);

    /// <summary>Reads one page.</summary>
    public async Task<Page> RunAsync(Question question, CancellationToken ct)
    {
        var rows = db.Set<AuditEntry>().AsNoTracking();
        if (question.Tenant is { } tenant)
        {
            rows = rows.Where(entry => entry.TenantId == tenant);
        }

        if (question.Action?.Trim() is { Length: > 0 } action)
        {
            rows = rows.Where(entry => EF.Functions.ILike(entry.Action, Containing(action), Escape));
        }

        if (question.Actor?.Trim() is { Length: > 0 } actor)
        {
            rows = rows.Where(entry => EF.Functions.ILike(entry.Actor, Containing(actor), Escape));
        }

        if (question.Before is { } before)
        {
            rows = rows.Where(entry => entry.Id < before);
        }

        var entries = await rows.OrderByDescending(entry => entry.Id).Take(PageSize + 1).ToListAsync(ct);
        return entries.Count > PageSize ? new Page(entries[..PageSize], entries[PageSize - 1].Id) : new Page(entries, null);
    }

    private static string Containing(string text) =>
        $"%{text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";
}
