using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Web.Shell.Navigation;
using KieSaaS.Web.Shell.Text;
using Microsoft.AspNetCore.Components;

namespace KieSaaS.Web.Generation.Studio;

/// <summary>Which model's form is open.</summary>
public sealed partial class StudioForm
{
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    // What was typed for one model goes along to the next where it has the same parameter.
    private async Task OpenAsync()
    {
        _notice = null;
        _templates = await Ask.RunAsync((ReadTemplates read) => read.OfferedAsync(CancellationToken.None));
        var template = Template is not null && _shownBy.Template != Template ? FindTemplate(Template) : null;
        var job = template is null && From is not null && _shownBy.From != From ? await FindAsync(From) : null;
        var entry = EntryOf(ModelKey ?? template?.EntryKey ?? job?.EntryKey);
        var earlier = template?.InputFor(entry, Languages.Current.Code) ?? (job is null ? _values?.ToInput().Input : JsonNode.Parse(job.Input) as JsonObject);
        _values = FormValues.Of(entry, earlier);
        _shownBy = (ModelKey, From, Template);
        ClearErrors();
    }

    private PromptTemplate? FindTemplate(string key)
    {
        var found = _templates.FirstOrDefault(line => line.Template.Key == key)?.Template;
        _notice = found is null ? Texts["studio.unknown-template"] : Texts["studio.from-template", found.Title.In(Languages.Current.Code)];
        return found;
    }

    // Another model than the one that was asked for is never shown without a word.
    private CatalogueEntry EntryOf(string? key)
    {
        var asked = key is null ? null : Catalogue.Find(key);
        var isOffered = asked?.IsOfferedIn(_mode) == true;
        _missing = (key, asked) switch
        {
            (null, _) => null,
            (_, null) => Texts["studio.unknown-model", key].Value,
            _ => isOffered ? null : Texts["studio.model-off", asked.Name].Value,
        };
        var offered = Catalogue.OfferedIn(_mode);
        return isOffered ? asked! : FirstModel.Of(offered, MediaKind.Image) ?? offered[0];
    }

    // A form of another kind than the list beside it would be taken for one of the list's models.
    private void ShowKind(MediaKind kind)
    {
        if (_values?.Entry.Kind != kind && FirstModel.Of(Catalogue.OfferedIn(_mode), kind) is { } first)
        {
            Navigation.NavigateTo($"{Addresses.App}/studio?model={first.Key}");
        }
    }

    private async Task<JobView?> FindAsync(string from)
    {
        var found = Guid.TryParse(from, out var id) ? await Ask.RunAsync((FindJob find) => find.RunAsync(id, CancellationToken.None)) : null;
        _notice = Texts[found is { Succeeded: true } ? "studio.reused" : "studio.unknown-job"];
        return found?.Value;
    }
}
