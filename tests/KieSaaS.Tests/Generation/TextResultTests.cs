using System.Text;
using System.Text.Json;
using KieSaaS.Files;
using KieSaaS.Generation;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Generation;

/// <summary>Results that are texts: kept like files, shown in the upstream's shape.</summary>
public sealed class TextResultTests(PipelineHouse house) : IClassFixture<PipelineHouse>
{
    [Theory]
    [InlineData("suno-generate-lyrics", """{"prompt":"a song of <b>salt</b> & \"foam\""}""", """{"resultObject":{"lyricsData":[{"text":"The sandbox answers: a song of <b>salt</b> & \"foam\"","title":"Sandbox","status":"complete"}]}}""")]
    [InlineData("suno-boost-music-style", """{"content":"соль, 盐"}""", """{"resultObject":{"result":"The sandbox answers: соль, 盐"}}""")]
    public async Task A_text_is_delivered_charged_and_answered_as_the_upstream_does(string model, string input, string expected)
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(10));
        var started = await house.StartAsync(tenant, model, input);
        Assert.True(started.Succeeded, started.Refusal?.Message);

        var job = await house.UntilEndedAsync(tenant, started.Value.JobId);

        Assert.Equal((JobState.Succeeded, new Credits(400_000)), (job.State, job.Charged));
        var file = Assert.Single(job.Files);
        Assert.Equal(("application/json", true), (file.MediaType, file.IsText));
        var record = JsonElement.Parse(await house.AsPlatformAsync((TaskRecords records) => Task.FromResult(records.Record(job, tenant))));
        Assert.Equal("success", record.GetProperty("state").GetString());
        Assert.Equal(expected, record.GetProperty("resultJson").GetString());
        Assert.Equal(JsonElement.Parse(expected).GetProperty("resultObject").GetRawText(), await StoredAsync(file.Path));
    }

    [Fact]
    public async Task A_text_whose_file_is_gone_is_an_empty_result_and_no_error()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(10));
        var started = await house.StartAsync(tenant, "suno-generate-lyrics", """{"prompt":"a song"}""");
        var job = await house.UntilEndedAsync(tenant, started.Value!.JobId);
        await house.AsPlatformAsync(async (IFileStore files) =>
        {
            await files.DeleteAsync(job.Files[0].Path, CancellationToken.None);
            return true;
        });

        job = await house.JobAsync(tenant, job.Id);

        Assert.Null(job.ResultObject);
        var record = JsonElement.Parse(await house.AsPlatformAsync((TaskRecords records) => Task.FromResult(records.Record(job, tenant))));
        Assert.Equal("""{"resultObject":null}""", record.GetProperty("resultJson").GetString());
    }

    private Task<string> StoredAsync(string path) => house.AsPlatformAsync(async (IFileStore files) =>
    {
        using var reader = new StreamReader((await files.OpenAsync(path, CancellationToken.None))!, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    });
}
