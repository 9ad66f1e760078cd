using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Maps every template of one model to another, as when a model is replaced: looked at first, then done exactly as it was looked at.</summary>
public sealed class RemapTemplates(AppDbContext db, Catalogue catalogue, TimeProvider clock)
{
    /// <summary>What happens to one template.</summary>
    /// <param name="Template">As it is now.</param>
    /// <param name="Dropped">Its values that the new model does not take and that are left out.</param>
    public sealed record Change(PromptTemplate Template, IReadOnlyList<TemplateMisfit> Dropped);

    /// <summary>What would happen.</summary>
    /// <param name="From">The model's key now; it may have left the catalogue.</param>
    /// <param name="To">The model afterwards.</param>
    /// <param name="Changes">Every template that changes.</param>
    /// <param name="Stamp">Names the templates at their versions: the act is refused when it is no longer the same.</param>
    public sealed record Answer(string From, CatalogueEntry To, ImmutableArray<Change> Changes, string Stamp);

    /// <summary>Says what would happen. Changes nothing.</summary>
    public async Task<Result<Answer>> PreviewAsync(string from, string to, CancellationToken ct)
    {
        var found = await FindAsync(from, to, ct);
        return found.Succeeded ? AnswerOf(from, found.Value.To, found.Value.Rows) : found.Refusal;
    }

    /// <summary>Does it. Answers how many templates were changed.</summary>
    public async Task<Result<int>> RunAsync(string from, string to, string stamp, CancellationToken ct)
    {
        var found = await FindAsync(from, to, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var (entry, rows) = found.Value;
        if (AnswerOf(from, entry, rows).Stamp != stamp)
        {
            return TemplateRefusals.MovedOn;
        }

        foreach (var row in rows)
        {
            row.Parameters = Fitting(entry, row.Parameters);
            row.EntryKey = entry.Key;
            TemplateChanges.Touch(row, db, clock);
        }

        db.Audit(clock.GetUtcNow(), "templates.remapped", entry.Key, new { from, to = entry.Key, templates = rows.Select(row => row.Key) });
        try
        {
            await db.SaveChangesAsync(ct);
            return rows.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            return TemplateRefusals.MovedOn;
        }
    }

    private async Task<Result<(CatalogueEntry To, List<TemplateRow> Rows)>> FindAsync(string from, string to, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return TemplateRefusals.MayNotEdit;
        }

        var rows = await db.Set<TemplateRow>().Where(template => template.EntryKey == from).OrderBy(template => template.Key).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return TemplateRefusals.NothingToRemap;
        }

        if (catalogue.Find(to) is not { } entry || PromptTemplate.PromptOf(entry) is null || entry.Key == from)
        {
            return TemplateRefusals.ModelWrong;
        }

        return rows.Exists(row => row.Kind != entry.Kind) ? TemplateRefusals.OtherKind : (entry, rows);
    }

    private static Answer AnswerOf(string from, CatalogueEntry to, List<TemplateRow> rows)
    {
        var changes = rows.Select(row => PromptTemplate.Of(row)).Select(template => new Change(template, TemplateFit.Of(to, template.Parameters))).ToImmutableArray();
        var seen = string.Join(';', rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Id}:{row.Version}")));
        return new Answer(from, to, changes, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{to.Key}|{seen}"))));
    }

    private static string Fitting(CatalogueEntry entry, string parameters)
    {
        var values = JsonNode.Parse(parameters)!.AsObject();
        foreach (var misfit in TemplateFit.Of(entry, JsonElement.Parse(parameters)))
        {
            values.Remove(misfit.Parameter);
        }

        return values.ToJsonString();
    }
}
