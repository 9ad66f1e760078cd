using KieSaaS.Data;

namespace KieSaaS.Catalog;

/// <summary>What every change of a template does.</summary>
internal static class TemplateChanges
{
    /// <summary>Notes who changed it and when, and counts the change.</summary>
    public static void Touch(TemplateRow template, AppDbContext db, TimeProvider clock)
    {
        template.Version++;
        (template.ChangedAt, template.ChangedBy) = (clock.GetUtcNow(), db.Actor.Name);
    }
}
