using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>One change of a draft.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="Value">Its new value; null removes it, so that the less specific one counts.</param>
public sealed record PriceRuleEdit(PriceRuleKey Rule, PriceRuleValue? Value);

/// <summary>Changes rules of a draft: all of the given edits or none.</summary>
public sealed class EditDraft
{
    private readonly AppDbContext _db;
    private readonly PriceDrafts _drafts;
    private readonly PriceRuleCheck _check;
    private readonly TimeProvider _clock;

    internal EditDraft(AppDbContext db, PriceDrafts drafts, PriceRuleCheck check, TimeProvider clock) => (_db, _drafts, _check, _clock) = (db, drafts, check, clock);

    /// <summary>The name under which a refusal's details tell which rule of several it is about.</summary>
    public const string RuleDetail = "rule";

    /// <summary>What to change.</summary>
    /// <param name="DraftId">The draft.</param>
    /// <param name="Version">The version that was seen; refused when somebody changed it meanwhile.</param>
    /// <param name="Edits">The changes, in their order.</param>
    public sealed record Command(Guid DraftId, int Version, IReadOnlyList<PriceRuleEdit> Edits);

    /// <summary>The draft's new version.</summary>
    public async Task<Result<int>> RunAsync(Command command, CancellationToken ct)
    {
        var opened = await _drafts.OpenAsync(command.DraftId, command.Version, ct);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        var (draft, today) = (opened.Value, DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime));
        var before = PriceBookContent.Read(draft.Content);
        var after = before;
        foreach (var edit in command.Edits)
        {
            if ((_check.Of(edit.Rule, edit.Value, today) ?? await UnknownTenantAsync(edit, ct)) is { } wrong)
            {
                return wrong with { Details = new Dictionary<string, object?>(StringComparer.Ordinal) { [RuleDetail] = edit.Rule } };
            }

            after = after.With(edit.Rule, edit.Value);
        }

        if (_check.Together(after) is { } tooMuch)
        {
            return tooMuch;
        }

        draft.Content = PriceBookContent.Write(after);
        return await _drafts.SaveAsync(draft, "price-draft.edited", new { draft.Name, changes = Facts(before.ChangesTo(after)) }, ct);
    }

    internal static IEnumerable<object> Facts(IReadOnlyList<PriceRuleChange> changes) =>
        changes.Select(change => new { rule = change.Rule.ToString(), before = change.Before?.ToString(), after = change.After?.ToString() });

    private async Task<Refusal?> UnknownTenantAsync(PriceRuleEdit edit, CancellationToken ct)
    {
        if (edit.Rule.Kind != PriceRuleKind.Tenant || edit.Value is null)
        {
            return null;
        }

        var id = new TenantId(Guid.Parse(edit.Rule.Subject));
        return await _db.Set<Tenant>().AcrossTenants().AnyAsync(tenant => tenant.TenantId == id && tenant.TenantId != PlatformWorkspace.Id, ct)
            ? null
            : new Refusal(RefusalKind.NotFound, "catalog.unknown-tenant", "There is no such workspace.").For("tenant");
    }
}
