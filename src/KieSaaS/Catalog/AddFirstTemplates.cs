using System.Text.Json;
using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Adds the templates that come with the product and that are not there yet. What staff made of one that is there stays.</summary>
public sealed class AddFirstTemplates(AppDbContext db, Catalogue catalogue, TimeProvider clock)
{
    private const string StarterFile = "KieSaaS.Catalog.starter-templates.json";

    /// <summary>May run on several nodes at once, each time the portal starts.</summary>
    public Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = JsonSerializer.Serialize(Read(catalogue, now));
        return db.Database.ExecuteSqlAsync($"""
            insert into catalog_templates (id, key, kind, position, title_en, title_ru, prompt_en, prompt_ru, entry_key, parameters, version, changed_at, changed_by)
            select "Id", "Key", "Kind", "Position", "TitleEn", "TitleRu", "PromptEn", "PromptRu", "EntryKey", "Parameters", 1, {now}, 'installation'
            from jsonb_to_recordset({rows}::jsonb) as given (
              "Id" uuid, "Key" text, "Kind" text, "Position" int, "TitleEn" text, "TitleRu" text, "PromptEn" text, "PromptRu" text, "EntryKey" text, "Parameters" text)
            on conflict (key) do nothing
            """, ct);
    }

    internal static IReadOnlyList<Row> Read(Catalogue catalogue, DateTimeOffset now)
    {
        using var stream = typeof(AddFirstTemplates).Assembly.GetManifestResourceStream(StarterFile) ?? throw new InvalidOperationException($"The assembly has no {StarterFile}.");
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("templates").EnumerateArray().Select((template, index) => RowOf(template, index + 1, catalogue, now))];
    }

    private static Row RowOf(JsonElement template, int position, Catalogue catalogue, DateTimeOffset now)
    {
        string Text(string name, string language) => template.GetProperty(name).GetProperty(language).GetString()!;
        var entry = template.GetProperty("entry").GetString()!;
        return new Row(
            Guid.CreateVersion7(now),
            template.GetProperty("key").GetString()!,
            (catalogue.Find(entry) ?? throw new InvalidDataException($"The templates of the product name the model '{entry}', which the catalogue does not have.")).Kind.ToString(),
            position,
            Text("title", "en"),
            Text("title", "ru"),
            Text("prompt", "en"),
            Text("prompt", "ru"),
            entry,
            template.GetProperty("parameters").GetRawText());
    }

    internal sealed record Row(Guid Id, string Key, string Kind, int Position, string TitleEn, string TitleRu, string PromptEn, string PromptRu, string EntryKey, string Parameters);
}
