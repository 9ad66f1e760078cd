using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Tests.Catalog;

/// <summary>npm ajv as a judge of inputs: one verdict per case.</summary>
internal static class Ajv
{
    public static async Task<bool[]> JudgeAsync(IEnumerable<KeyValuePair<string, JsonNode?>> schemas, IReadOnlyCollection<(string Key, string Input)> cases)
    {
        Prerequisite.NpmPackage("ajv");
        Prerequisite.NpmPackage("ajv-formats");
        var node = Prerequisite.Program("node", "nodejs");
        var file = Path.GetTempFileName();
        try
        {
            var question = new JsonObject
            {
                ["schemas"] = new JsonObject(schemas),
                ["cases"] = new JsonArray([.. cases.Select(one => new JsonObject { ["key"] = one.Key, ["input"] = JsonNode.Parse(one.Input) })]),
            };
            await File.WriteAllTextAsync(file, question.ToJsonString(), TestContext.Current.CancellationToken);
            var script = Repository.PathOf("tests", "KieSaaS.Tests", "Catalog", "ajv-verdicts.mjs");
            using var process = Process.Start(new ProcessStartInfo(node, [script, Repository.Root, file]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await errors);
            return JsonSerializer.Deserialize<bool[]>(output)!;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
