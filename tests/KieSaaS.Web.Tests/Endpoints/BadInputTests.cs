using System.Text.Json;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>Every endpoint that takes a body gets every bad one, from somebody who may post there. It says no, and nothing changes.</summary>
public sealed class BadInputTests(PortalHost portal) : IClassFixture<PortalHost>
{
    // Posts that take no field, so that a form with the right token is a good one whatever else it holds.
    private static readonly HashSet<string> TakesNoField = ["/account/sign-out"];

    // Any address is answered alike, so that nobody learns which ones have an account; these two forms always say "look into your mail".
    private static readonly HashSet<string> SaysTheSameToAnyAddress = ["/account/check-mail", "/account/forgot"];

    // Written by being asked, whatever was asked.
    internal static readonly string[] Bookkeeping =
    [
        "audit_entries", // a failed sign-in is written down
        "data_protection_keys", // the ring makes its first key with the first form
        "work_periods", // schedules run by the clock
        "work_items", // letters and schedules; the snapshot counts the work of jobs and orders by itself
    ];

    [Fact]
    public async Task Bad_input_is_refused_in_the_endpoints_own_form_and_changes_nothing()
    {
        var workspace = await portal.OpenAsync("a", Credits.Of(1000));
        var staffEmail = $"staff-{Guid.NewGuid():n}@portal.test";
        var added = (await portal.AsPlatformAsync((AddStaff add) => add.RunAsync(new(staffEmail, StaffRole.Operator), CancellationToken.None))).Value!;
        using var nobody = portal.Nobody();
        using var member = await portal.SignInAsync(workspace.Email, workspace.Password);
        using var staff = await portal.SignInAsync(staffEmail, added.Password!);
        using var program = portal.Program(workspace.Key);
        var endpoints = portal.Endpoints.Where(line => line.TakesPosts && line.Access != EndpointLine.Framework).ToList();
        Assert.NotEmpty(endpoints);
        var wrong = new List<string>();

        foreach (var line in endpoints)
        {
            var client = line.Pattern.StartsWith("/api/", StringComparison.Ordinal) ? program
                : line.Pattern.StartsWith("/staff", StringComparison.Ordinal) ? staff
                : line.Access == EndpointLine.Anyone ? nobody
                : member;
            var token = await PortalHost.FormTokenAsync(client);
            var before = await portal.SnapshotAsync(Bookkeeping);
            foreach (var (name, body) in BadBodies.Others.Concat(TakesNoField.Contains(line.Pattern) ? [] : BadBodies.Forms))
            {
                if (await ComplaintAsync(client, line, body(token)) is { } complaint)
                {
                    wrong.Add($"{line.Pattern} given {name}: {complaint}");
                }
            }

            var after = await portal.SnapshotAsync(Bookkeeping);
            wrong.AddRange(before.ChangesUntil(after).Select(change => $"{line.Pattern}: {change}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<string?> ComplaintAsync(HttpClient client, EndpointLine line, HttpContent body)
    {
        // A server may refuse a body that is too big before it is all sent: who asks first hears the answer, not a broken pipe.
        using var request = new HttpRequestMessage(HttpMethod.Post, Fill(line.Pattern)) { Content = body, Headers = { ExpectContinue = true } };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var (status, text) = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var type = answer.Content.Headers.ContentType?.MediaType;
        return text.Contains("   at KieSaaS", StringComparison.Ordinal) || text.Contains("Exception:", StringComparison.Ordinal) ? $"{status} shows its inside"
            : line.Pattern.StartsWith("/api/", StringComparison.Ordinal) ? EnvelopeComplaint(status, text)
            : status == 303 && answer.Headers.Location?.OriginalString.Contains("refused=", StringComparison.Ordinal) == true ? null
            : status is 200 or 302 && SaysTheSameToAnyAddress.Contains(line.Pattern) ? null
            : status is < 400 or > 499 ? $"{status} {answer.Headers.Location}"
            : type == "application/problem+json" && !text.Contains("\"traceId\"", StringComparison.Ordinal) ? $"{status} without a trace id: {text}"
            : text.Length == 0 ? $"{status} says nothing"
            : null;
    }

    // The upstream's habit: the status is 200 but for what HTTP must see, and the code says the rest.
    private static string? EnvelopeComplaint(int status, string text)
    {
        using var answer = JsonDocument.Parse(text);
        var root = answer.RootElement;
        var code = root.GetProperty("code").GetInt32();
        return code is < 400 or > 499 || status >= 500 ? $"{status} {text}"
            : root.GetProperty("msg").GetString() is null or "" ? $"{status} without words: {text}"
            : code == 422 && !(root.GetProperty("details").TryGetProperty("field", out _) || text.Contains("body", StringComparison.OrdinalIgnoreCase) || text.Contains("model", StringComparison.Ordinal)) ? $"{status} names no field: {text}"
            : null;
    }

    private static string Fill(string pattern) => pattern
        .Replace("{Id:guid}", Guid.Empty.ToString(), StringComparison.OrdinalIgnoreCase)
        .Replace("{Job:guid}", Guid.Empty.ToString(), StringComparison.Ordinal)
        .Replace("{Number:long}", "1", StringComparison.Ordinal)
        .Replace("{Book:int}", "1", StringComparison.Ordinal)
        .Replace("{Code:int}", "404", StringComparison.Ordinal)
        .Replace("{Key}", "nano-banana", StringComparison.Ordinal)
        .Replace("{Area}", "app", StringComparison.Ordinal)
        .Replace("{Id}", Guid.Empty.ToString("n"), StringComparison.Ordinal)
        .Replace("{token}", "nonsense", StringComparison.Ordinal);
}
