using System.Net;
using System.Text.RegularExpressions;
using KieSaaS.Web.Tests.Chaos;

namespace KieSaaS.Web.Tests.Journeys;

/// <summary>Staff run models through the sandbox to their end, over plain HTTP and through a crash of the portal; the books agree.</summary>
[Collection(ChaosCollection.Name)]
public sealed partial class BenchTests
{
    [Fact]
    public async Task A_run_goes_to_its_end_through_a_crash_and_one_bad_model_stops_no_other()
    {
        await using var portal = await PortalProcess.StartAsync();
        using var staff = new Browser();
        await staff.SignInAsync(portal, "staff@kiesaas.test", "look-around-kiesaas");
        var form = new Uri(portal.Address, "/staff/bench/new?entry=nano-banana&entry=kling-2-6-text-to-video&entry=elevenlabs-text-to-speech-turbo-2-5&entry=z-image");
        var page = await staff.ReadAsync(form);
        (string, string)[] inputs = [.. Inputs().Matches(page).Select(input => ($"Form.Tests[{input.Groups["index"].Value}].Input", WebUtility.HtmlDecode(input.Groups["text"].Value)))];
        Assert.Equal(4, inputs.Length);
        inputs[3].Item2 = inputs[3].Item2.Replace("A lighthouse", "[fail] A lighthouse", StringComparison.Ordinal);

        var (status, run) = await staff.SubmitAsync(new Uri(portal.Address, "/staff/bench/new"), page, [("_handler", "run"), ("Form.Mode", "Test"), ("Form.Step", "start"), .. inputs]);
        Assert.Equal(HttpStatusCode.Redirect, status);
        await portal.RestartAsync();

        await Eventually.EqualAsync(true, async () => (await staff.ReadAsync(run!)).Contains("3 passed, 1 failed, 0 running", StringComparison.Ordinal));
        var ended = await staff.ReadAsync(run!);
        Assert.Equal(3, Results().Count(ended));
        Assert.Contains("[fail]", ended, StringComparison.Ordinal);
        Assert.DoesNotContain("Test bench</a></td>", await staff.ReadAsync(new Uri(portal.Address, "/staff/tenants")), StringComparison.Ordinal);

        var proof = await portal.RunCommandAsync("proof");
        Assert.True(proof.ExitCode == 0, proof.Errors);
    }

    [GeneratedRegex("name=\"Form\\.Tests\\[(?<index>\\d)\\]\\.Input\"[^>]*>(?<text>[^<]*)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inputs();

    [GeneratedRegex("aria-label=\"Open the result", RegexOptions.None, 1000)]
    private static partial Regex Results();
}
