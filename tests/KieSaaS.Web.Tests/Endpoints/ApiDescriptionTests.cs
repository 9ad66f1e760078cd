using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary><c>/openapi.json</c> describes the API that is served, and nothing else.</summary>
public sealed class ApiDescriptionTests(PortalHost portal) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task It_describes_every_endpoint_of_the_api_and_no_other()
    {
        var document = await ReadAsync();

        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Where(method => method.Name is "get" or "post").Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
        var served = portal.Endpoints.Where(line => line.Pattern.StartsWith("/api/", StringComparison.Ordinal)).SelectMany(line => line.Pattern == "/api/v1/models/{**asked}"
            ? ((string[])["schema", "price", "success-rate"]).Select(asked => $"{line.Methods} /api/v1/models/{{model}}/{asked}")
            : [$"{line.Methods} {line.Pattern}"]);
        Assert.Equal(served.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_model_on_sale_is_in_it_with_its_input_from_the_one_definition()
    {
        var schemas = (await ReadAsync()).GetProperty("components").GetProperty("schemas");
        var entries = portal.Services.GetRequiredService<Catalogue>().Entries;

        Assert.All(entries, entry => Assert.True(
            JsonElement.DeepEquals(schemas.GetProperty("Input." + entry.Key), JsonSerializer.SerializeToElement(DescribedSchema.Of(entry, "en"))), entry.Key));
        Assert.Equal(entries.Length, schemas.EnumerateObject().Count(schema => schema.Name.StartsWith("Input.", StringComparison.Ordinal)));
        var mapping = schemas.GetProperty("Task").GetProperty("discriminator").GetProperty("mapping");
        Assert.All(entries, entry => Assert.Equal("#/components/schemas/Task." + entry.Key, mapping.GetProperty(entry.Model).GetString()));
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_component_has_a_name_that_is_allowed()
    {
        var document = await ReadAsync();
        var references = new List<string>();
        Collect(document);

        Assert.NotEmpty(references);
        Assert.All(references.Distinct(), reference => Assert.Equal(JsonValueKind.Object, reference[2..].Split('/').Aggregate(document, (node, name) => node.GetProperty(name)).ValueKind));
        Assert.All(document.GetProperty("components").EnumerateObject().SelectMany(part => part.Value.EnumerateObject()), component => Assert.Matches(@"^[A-Za-z0-9._-]+$", component.Name));

        void Collect(JsonElement node)
        {
            if (node.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in node.EnumerateObject())
                {
                    if (property.NameEquals("$ref"))
                    {
                        references.Add(property.Value.GetString()!);
                    }

                    Collect(property.Value);
                }
            }
            else if (node.ValueKind == JsonValueKind.Array)
            {
                node.EnumerateArray().ToList().ForEach(Collect);
            }
        }
    }

    [Fact]
    public async Task Whoever_has_it_already_is_told_so()
    {
        using var nobody = portal.Nobody();
        using var first = await nobody.GetAsync("/openapi.json", TestContext.Current.CancellationToken);
        Assert.Equal("application/json", first.Content.Headers.ContentType?.MediaType);
        nobody.DefaultRequestHeaders.IfNoneMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag));

        using var again = await nobody.GetAsync("/openapi.json", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task A_model_that_is_taken_off_sale_leaves_it()
    {
        const string Key = "imagen4-fast";
        Assert.True(IsIn(await ReadAsync()));
        var entry = (await portal.AsStaffAsync((ReadEntry read) => read.RunAsync(Key, CancellationToken.None))).Value!;
        var off = JsonNode.Parse(entry.Document.GetRawText())!;
        off["sale"] = "off";

        Assert.True((await portal.AsStaffAsync((ChangeEntry change) =>
            change.RunAsync(new(Key, entry.Version, JsonElement.Parse(off.ToJsonString()), "A test"), CancellationToken.None))).Succeeded);

        var document = await ReadAsync();
        for (var tries = 0; IsIn(document) && tries < 100; tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            document = await ReadAsync();
        }

        Assert.False(IsIn(document));

        static bool IsIn(JsonElement document) => document.GetProperty("components").GetProperty("schemas").TryGetProperty("Input." + Key, out _);
    }

    private async Task<JsonElement> ReadAsync()
    {
        using var nobody = portal.Nobody();
        return JsonElement.Parse(await nobody.GetStringAsync("/openapi.json", TestContext.Current.CancellationToken));
    }
}
