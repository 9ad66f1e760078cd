using System.Text.Json;
using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KieSaaS.Catalog;

/// <summary>Adds a template, or changes one that was seen at a version.</summary>
public sealed class SaveTemplate(AppDbContext db, Catalogue catalogue, TimeProvider clock)
{
    private const int LongestKey = 60, LongestTitle = 80, LongestPrompt = 4000, Shortest = 3;

    /// <summary>What a template shall be.</summary>
    /// <param name="Id">The template; null for a new one.</param>
    /// <param name="Version">The version that was seen; without effect for a new one.</param>
    /// <param name="Key">Its name in addresses; counts for a new one only.</param>
    /// <param name="Title">What people read.</param>
    /// <param name="Prompt">What the model is told.</param>
    /// <param name="Model">The model, by key or upstream id.</param>
    /// <param name="Parameters">Values of its other parameters, as a JSON object; empty for none.</param>
    public sealed record Command(Guid? Id, int Version, string Key, LocalizedText Title, LocalizedText Prompt, string Model, string Parameters);

    /// <summary>The template's identity, or what is wrong.</summary>
    public async Task<Result<Guid>> RunAsync(Command command, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return TemplateRefusals.MayNotEdit;
        }

        if (WrongText(command) is { } wrong)
        {
            return wrong;
        }

        if (catalogue.Find(command.Model) is not { } entry || PromptTemplate.PromptOf(entry) is null)
        {
            return TemplateRefusals.ModelWrong;
        }

        var parameters = Read(command.Parameters, entry);
        if (!parameters.Succeeded)
        {
            return parameters.Refusal;
        }

        var row = command.Id is { } id ? await db.Set<TemplateRow>().SingleOrDefaultAsync(template => template.Id == id, ct) : await NewAsync(command, entry, ct);
        return row switch
        {
            null => TemplateRefusals.Unknown,
            _ when command.Id is not null && row.Version != command.Version => TemplateRefusals.MovedOn,
            _ => await SaveAsync(row, command, entry, parameters.Value, ct),
        };
    }

    private static Refusal? WrongText(Command command) =>
        command.Id is null && !(command.Key.Length is >= Shortest and <= LongestKey && command.Key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')) ? TemplateRefusals.KeyWrong
        : Text("titleen", command.Title.En, LongestTitle) ?? Text("titleru", command.Title.Ru, LongestTitle)
            ?? Text("prompten", command.Prompt.En, LongestPrompt) ?? Text("promptru", command.Prompt.Ru, LongestPrompt);

    private static Refusal? Text(string field, string text, int longest) =>
        text.Trim().Length is >= Shortest && text.Trim().Length <= longest ? null : TemplateRefusals.TextWrong(field, longest);

    private static Result<string> Read(string text, CatalogueEntry entry)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "{}";
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var values = document.RootElement;
            if (values.ValueKind != JsonValueKind.Object || values.TryGetProperty(PromptTemplate.PromptOf(entry)!, out _) || text.Length > LongestPrompt)
            {
                return TemplateRefusals.ParametersUnreadable;
            }

            return TemplateFit.Of(entry, values) is [var misfit, ..] ? TemplateRefusals.Misfit(misfit) : values.GetRawText();
        }
        catch (JsonException)
        {
            return TemplateRefusals.ParametersUnreadable;
        }
    }

    private async Task<TemplateRow> NewAsync(Command command, CatalogueEntry entry, CancellationToken ct)
    {
        var last = await db.Set<TemplateRow>().Where(template => template.Kind == entry.Kind).MaxAsync(template => (int?)template.Position, ct) ?? 0;
        var row = new TemplateRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Key = command.Key,
            Kind = entry.Kind,
            Position = last + 1,
            TitleEn = "",
            TitleRu = "",
            PromptEn = "",
            PromptRu = "",
            EntryKey = entry.Key,
            Parameters = "{}",
            Version = 0,
            ChangedAt = default,
            ChangedBy = "",
        };
        db.Add(row);
        return row;
    }

    private async Task<Result<Guid>> SaveAsync(TemplateRow row, Command command, CatalogueEntry entry, string parameters, CancellationToken ct)
    {
        if (row.Kind != entry.Kind)
        {
            return TemplateRefusals.OtherKind;
        }

        (row.TitleEn, row.TitleRu) = (command.Title.En.Trim(), command.Title.Ru.Trim());
        (row.PromptEn, row.PromptRu) = (command.Prompt.En.Trim(), command.Prompt.Ru.Trim());
        (row.EntryKey, row.Parameters) = (entry.Key, parameters);
        TemplateChanges.Touch(row, db, clock);
        db.Audit(row.ChangedAt, command.Id is null ? "template.added" : "template.changed", row.Key, new { row.EntryKey, row.TitleEn, row.PromptEn, row.Parameters });
        try
        {
            await db.SaveChangesAsync(ct);
            return row.Id;
        }
        catch (DbUpdateConcurrencyException)
        {
            return TemplateRefusals.MovedOn;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return TemplateRefusals.KeyTaken;
        }
    }
}
