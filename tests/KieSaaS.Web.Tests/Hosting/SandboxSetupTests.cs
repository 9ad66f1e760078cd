using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Catalog.Definitions;

namespace KieSaaS.Web.Tests.Hosting;

/// <summary>What the sandbox is told at the start.</summary>
public sealed class SandboxSetupTests
{
    [Fact]
    public void An_entry_that_staff_added_without_a_price_does_not_keep_the_portal_from_starting()
    {
        var catalogue = Catalogue.LoadStarter();
        var (file, other) = (catalogue.File, catalogue.File.Entries[1]);
        var definition = JsonNode.Parse(file.Definitions[file.Entries[0].Key].GetRawText())!.AsObject();
        (definition["prices"], definition["sale"]) = (new JsonArray(), "off");
        var bare = EntryReader.Read(JsonSerializer.SerializeToElement(definition), file.Hints, place: 1).Value!;
        catalogue.Show([new(DateTimeOffset.MinValue, new CatalogueSnapshot(1, [bare, other]))]);

        var told = JsonSerializer.SerializeToElement(Web.Hosting.SandboxSetup.ModelsOf(catalogue));

        Assert.Equal([other.Model], told.EnumerateArray().Select(model => model.GetProperty("model").GetString()));
    }
}
