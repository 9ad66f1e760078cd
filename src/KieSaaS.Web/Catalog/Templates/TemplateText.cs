using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Catalog.Templates;

/// <summary>Whom a template is shown to.</summary>
public enum TemplateState
{
    /// <summary>To every tenant.</summary>
    Offered,

    /// <summary>In test mode only: its model is retired.</summary>
    TestOnly,

    /// <summary>To nobody: its model is not offered, or is gone.</summary>
    Hidden,

    /// <summary>To nobody: staff retired it.</summary>
    Retired,
}

/// <summary>Templates in words.</summary>
internal static class TemplateText
{
    /// <summary>Whom a template is shown to.</summary>
    public static TemplateState StateOf(ReadTemplates.Line line) => line switch
    {
        { Template.IsRetired: true } => TemplateState.Retired,
        { Entry: null } => TemplateState.Hidden,
        _ when line.Entry.IsOfferedIn(Mode.Live) => TemplateState.Offered,
        _ => line.Entry.IsOfferedIn(Mode.Test) ? TemplateState.TestOnly : TemplateState.Hidden,
    };

    /// <summary>The models that can carry a template, by kind, those on sale first.</summary>
    public static IEnumerable<IGrouping<MediaKind, CatalogueEntry>> Choices(Catalogue catalogue) => catalogue.All
        .Where(entry => PromptTemplate.PromptOf(entry) is not null)
        .OrderBy(entry => entry.Kind).ThenBy(entry => !entry.IsOfferedIn(Mode.Live)).ThenBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
        .GroupBy(entry => entry.Kind);
}
