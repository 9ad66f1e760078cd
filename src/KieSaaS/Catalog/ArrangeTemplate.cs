using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>What is done with a template as a whole.</summary>
public enum TemplateArrangement
{
    /// <summary>One place up among those of its kind.</summary>
    Up,

    /// <summary>One place down.</summary>
    Down,

    /// <summary>No longer offered.</summary>
    Retire,

    /// <summary>Offered again.</summary>
    Restore,
}

/// <summary>Moves a template within its kind, retires it or brings it back.</summary>
public sealed class ArrangeTemplate(AppDbContext db, TimeProvider clock)
{
    /// <summary>True, also when there was nothing to do; or why not.</summary>
    /// <param name="id">The template.</param>
    /// <param name="version">The version that was seen.</param>
    /// <param name="arrangement">What to do.</param>
    /// <param name="ct">Stops.</param>
    public async Task<Result<bool>> RunAsync(Guid id, int version, TemplateArrangement arrangement, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return TemplateRefusals.MayNotEdit;
        }

        var template = await db.Set<TemplateRow>().SingleOrDefaultAsync(one => one.Id == id, ct);
        if (template is null)
        {
            return TemplateRefusals.Unknown;
        }

        if (template.Version != version)
        {
            return TemplateRefusals.MovedOn;
        }

        if (arrangement is TemplateArrangement.Up or TemplateArrangement.Down)
        {
            await MoveAsync(template, arrangement == TemplateArrangement.Up ? -1 : 1, ct);
        }
        else
        {
            template.RetiredAt = arrangement == TemplateArrangement.Retire ? template.RetiredAt ?? clock.GetUtcNow() : null;
        }

        TemplateChanges.Touch(template, db, clock);
        db.Audit(template.ChangedAt, "template." + arrangement.ToString().ToLowerInvariant(), template.Key, new { template.Position });
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return TemplateRefusals.MovedOn;
        }
    }

    // Places are given anew, so that two at one place are told apart from now on. Only the one that was moved counts as changed.
    private async Task MoveAsync(TemplateRow template, int by, CancellationToken ct)
    {
        var kin = (await db.Set<TemplateRow>().Where(one => one.Kind == template.Kind).ToListAsync(ct))
            .OrderBy(one => one.Position).ThenBy(one => one.Key, StringComparer.Ordinal).ToList();
        var at = kin.IndexOf(template);
        var to = Math.Clamp(at + by, 0, kin.Count - 1);
        kin.RemoveAt(at);
        kin.Insert(to, template);
        for (var place = 0; place < kin.Count; place++)
        {
            kin[place].Position = place + 1;
        }
    }
}
