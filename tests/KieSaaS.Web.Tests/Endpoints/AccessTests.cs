using System.Net;
using System.Text.Json;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>
/// Everybody at every door that can be opened without a body: strangers, a member, staff, and keys that are good, revoked or
/// mistyped. What is expected follows from the policy that the endpoint declares, so that a new endpoint is in it by itself.
/// </summary>
public sealed class AccessTests(PortalHost portal) : IClassFixture<PortalHost>, IAsyncLifetime
{
    // Rights of the platform's people; every other right is a member's.
    private static readonly HashSet<string> Staff = [.. Rights.Of(StaffRole.Operator).Select(right => right.ToString())];

    private PortalHost.Workspace _a = null!;
    private string _job = null!;

    public async ValueTask InitializeAsync()
    {
        _a = await portal.OpenAsync("a", Credits.Of(1000));
        _job = await portal.CreateJobAsync(_a);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_stranger_is_let_in_where_anyone_is_and_led_to_the_sign_in_everywhere_else()
    {
        using var nobody = portal.Nobody();

        await EachAsync(nobody, line => IsProgram(line) ? HttpStatusCode.Unauthorized : line.Access == EndpointLine.Anyone ? null : HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_member_is_let_into_the_workspace_and_never_into_the_staffs_rooms()
    {
        using var member = await portal.SignInAsync(_a.Email, _a.Password);

        await EachAsync(member, line => IsProgram(line) ? HttpStatusCode.Unauthorized : IsStaffOnly(line) ? HttpStatusCode.Forbidden : null);
    }

    [Fact]
    public async Task Staff_are_let_into_their_rooms_and_not_into_a_workspace()
    {
        var email = $"staff-{Guid.NewGuid():n}@portal.test";
        var added = (await portal.AsPlatformAsync((AddStaff add) => add.RunAsync(new(email, StaffRole.Operator), CancellationToken.None))).Value!;
        using var staff = await portal.SignInAsync(email, added.Password!);

        await EachAsync(staff, line => IsProgram(line) ? HttpStatusCode.Unauthorized
            : line.Access is EndpointLine.Anyone or EndpointLine.SignedIn || IsStaffOnly(line) ? null : HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_key_opens_the_programs_paths_alone()
    {
        using var program = portal.Program(_a.Key);

        await EachAsync(program, line => IsProgram(line) || line.Access == EndpointLine.Anyone ? null : HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("altered")]
    [InlineData("other-letter")]
    [InlineData("nonsense")]
    public async Task A_key_that_is_not_good_opens_nothing(string kind)
    {
        var (id, secret) = await portal.MakeKeyAsync(_a.Tenant);
        if (kind == "revoked")
        {
            await portal.AsOwnerAsync(_a.Tenant, (RevokeApiKey revoke) => revoke.RunAsync(id, CancellationToken.None));
        }

        using var program = portal.Program(kind switch
        {
            "revoked" => secret,
            "altered" => secret[..^1] + (secret[^1] == 'a' ? 'b' : 'a'),
            "other-letter" => ApiKeyFormat.Make(Mode.Live),
            _ => "nonsense",
        });

        foreach (var line in portal.Endpoints.Where(IsProgram))
        {
            using var request = new HttpRequestMessage(new HttpMethod(line.Methods), Fill(line.Pattern));
            using var answer = await program.SendAsync(request, TestContext.Current.CancellationToken);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{line}: {answer.StatusCode}");
            Assert.Equal(401, body.RootElement.GetProperty("code").GetInt32());
        }
    }

    [Fact]
    public async Task An_error_page_knows_who_is_signed_in_each_time()
    {
        using var member = await portal.SignInAsync(_a.Email, _a.Password);

        for (var time = 0; time < 12; time++)
        {
            using var answer = await member.GetAsync("/no-such-page", TestContext.Current.CancellationToken);
            Assert.Contains("Open the portal", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    // Null stands for "let in": a page, a file, or that there is no such thing; never a failure and never a way to sign in.
    private async Task EachAsync(HttpClient client, Func<EndpointLine, HttpStatusCode?> expected)
    {
        var wrong = new List<string>();
        var asked = portal.Endpoints.Where(line => line.Methods.Contains("GET", StringComparison.Ordinal) && line.Access != EndpointLine.Framework).ToList();
        Assert.NotEmpty(asked);
        foreach (var line in asked)
        {
            using var answer = await client.GetAsync(Fill(line.Pattern), TestContext.Current.CancellationToken);
            var isRight = expected(line) is { } status
                ? answer.StatusCode == status
                : (int)answer.StatusCode is 200 or 302 or 303 or 404 or 422 || line.Pattern.StartsWith("/_error/", StringComparison.Ordinal);
            if (!isRight)
            {
                wrong.Add($"{line}: {(int)answer.StatusCode} instead of {expected(line)?.ToString() ?? "let in"}");
            }
        }

        Assert.Equal([], wrong);
    }

    private static bool IsProgram(EndpointLine line) => line.Pattern.StartsWith("/api/", StringComparison.Ordinal);

    private static bool IsStaffOnly(EndpointLine line) => line.Access.Split('+').Any(Staff.Contains);

    private string Fill(string pattern) => pattern
        .Replace("{Id:guid}", Guid.Empty.ToString(), StringComparison.OrdinalIgnoreCase)
        .Replace("{Job:guid}", Guid.Empty.ToString(), StringComparison.Ordinal)
        .Replace("{Number:long}", "1", StringComparison.Ordinal)
        .Replace("{Book:int}", "1", StringComparison.Ordinal)
        .Replace("{Code:int}", "404", StringComparison.Ordinal)
        .Replace("{month}", "2026-01", StringComparison.Ordinal)
        .Replace("{Key}", "nano-banana", StringComparison.Ordinal)
        .Replace("{Area}", "app", StringComparison.Ordinal)
        .Replace("{**asked}", "google/nano-banana/price", StringComparison.Ordinal)
        .Replace("{Id}", _job, StringComparison.Ordinal)
        .Replace("{token}", "nonsense", StringComparison.Ordinal);
}
