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
        var continued = Continue is not null && _shownBy.Continue != Continue ? ContinuationOf(entry, Continue) : null;
        var earlier = continued ?? template?.InputFor(entry, Languages.Current.Code) ?? (job is null ? _values?.ToInput().Input : JsonNode.Parse(job.Input) as JsonObject);
        _values = FormValues.Of(entry, earlier);
        _shownBy = (ModelKey, From, Template, Continue);
        ClearErrors();
    }

    // A track's id begins with its job's. Whether it can be continued is told when the price is asked for.
    private JsonObject? ContinuationOf(CatalogueEntry entry, string name)
    {
        if (entry.Continues is not { } how)
        {
            return null;
        }

        _notice = Texts["studio.continues"];
        var input = new JsonObject();
        if (how.Task is { } task)
        {
            input[task] = name.Split('-')[0];
        }

        if (how.Track is { } track && name.Contains('-', StringComparison.Ordinal))
        {
            input[track] = name;
        }

        return input;
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
