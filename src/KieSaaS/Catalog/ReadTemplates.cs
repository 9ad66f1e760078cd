using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>The templates: those a tenant may start from, and all of them for staff. By kind, in their order.</summary>
public sealed class ReadTemplates(AppDbContext db, Catalogue catalogue)
{
    /// <summary>A template with its model; null for a model that has left the catalogue.</summary>
    public sealed record Line(PromptTemplate Template, CatalogueEntry? Entry);

    /// <summary>What is not retired and whose model is offered in the mode of whoever asks.</summary>
    public async Task<IReadOnlyList<Line>> OfferedAsync(CancellationToken ct) =>
        [.. (await AllLinesAsync(ct)).Where(IsOffered)];

    /// <summary>All templates, for staff.</summary>
    public async Task<Result<IReadOnlyList<Line>>> AllAsync(CancellationToken ct) =>
        db.Actor.May(Right.EditPrices) ? await AllLinesAsync(ct) : TemplateRefusals.MayNotEdit;

    /// <summary>One template, for staff.</summary>
    public async Task<Result<Line>> FindAsync(Guid id, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return TemplateRefusals.MayNotEdit;
        }

        return await db.Set<TemplateRow>().AsNoTracking().SingleOrDefaultAsync(template => template.Id == id, ct) is { } row ? LineOf(row) : TemplateRefusals.Unknown;
    }

    private async Task<Line[]> AllLinesAsync(CancellationToken ct) =>
        [.. (await db.Set<TemplateRow>().AsNoTracking().ToListAsync(ct)).OrderBy(row => row.Kind).ThenBy(row => row.Position).ThenBy(row => row.Key, StringComparer.Ordinal).Select(LineOf)];

    private Line LineOf(TemplateRow row) => new(PromptTemplate.Of(row), catalogue.Find(row.EntryKey));

    private bool IsOffered(Line line) => !line.Template.IsRetired && line.Entry?.IsOfferedIn(db.Actor.Mode) == true;
}
