namespace KieSaaS.Tests.Sandbox;

/// <summary>What goes on from an earlier task, as upstream: an unknown one is refused, a known one is worked on.</summary>
public sealed class KieEarlierTaskTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    [Fact]
    public async Task An_unknown_unfinished_or_failed_task_does_not_exist()
    {
        var running = await Kie.CreateAsync("veo-3-1", "a fox");
        var failed = await Kie.CreateAsync("veo-3-1", "a fox [fail]");
        await Sandbox.FinishAsync(failed);

        foreach (var task in new[] { "0123456789abcdef0123456789abcdef", running, failed })
        {
            var answer = await Kie.PostAsync(KieClient.Create, new { model = "veo/extend", input = new { task_id = task, prompt = "on" } });
            Assert.Equal("""{"code":422,"msg":"Record does not exist","data":null}""", answer.ToJsonString());
        }

        await Sandbox.FinishAsync(running);
        Assert.Equal(200, await Kie.CreateCodeAsync(new { model = "veo/extend", input = new { task_id = running, prompt = "on" } }));
    }

    [Fact]
    public async Task A_track_must_be_one_of_the_tasks_own()
    {
        var (one, two) = (await SongAsync("a waltz"), await SongAsync("a polka"));

        Assert.Equal(200, await WavAsync(one.Task, one.Tracks[1]));
        Assert.Equal(422, await WavAsync(one.Task, two.Tracks[0]));
        Assert.Equal(422, await WavAsync(one.Task, "none"));
        Assert.Equal(200, await Kie.CreateCodeAsync(new { model = "ai-music-api/extend", input = new { audio_id = two.Tracks[0] } }));
        Assert.Equal(422, await Kie.CreateCodeAsync(new { model = "ai-music-api/extend", input = new { audio_id = "none" } }));
    }

    [Theory]
    [InlineData("ai-music-api/timeStamped-lyrics", "alignedWords")]
    [InlineData("ai-music-api/generate-lyrics", "lyricsData")]
    [InlineData("ai-music-api/generate-persona", "personaId")]
    [InlineData("ai-music-api/generate-midi-from-audio", "midiData")]
    [InlineData("ai-music-api/boost-music-style", "result")]
    public async Task What_is_no_file_is_an_object_with_the_fields_of_its_kind(string model, string field)
    {
        var id = await Kie.CreateAsync(model, "a waltz");
        await Sandbox.FinishAsync(id);

        var response = (await Kie.RecordAsync(id))["response"]!.AsObject();

        Assert.Null(response["resultUrls"]);
        Assert.NotNull(response["resultObject"]![field]);
    }

    private async Task<(string Task, string[] Tracks)> SongAsync(string words)
    {
        var id = await Kie.CreateAsync("ai-music-api/generate", words);
        await Sandbox.FinishAsync(id);
        return (id, [.. (await Kie.RecordAsync(id))["response"]!["data"]!.AsArray().Select(track => track!["id"]!.GetValue<string>())]);
    }

    private Task<int> WavAsync(string task, string track) =>
        Kie.CreateCodeAsync(new { model = "ai-music-api/convert-to-wav-format", input = new { task_id = task, audio_id = track } });
}
