using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Web.Tests.Catalog;
using KieSaaS.Work;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>
/// Every form, with one field at a time left out, of a wrong type or too long, and whole but without its token. It says which field
/// is wrong, or why it is refused, and nothing changes; with good values it is taken. A new form needs a case.
/// </summary>
public sealed class FormTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private const string TokenField = "__RequestVerificationToken";

    [Fact]
    public async Task Every_form_has_a_case()
    {
        var cases = (await PrepareAsync()).Cases.All.Select(form => form.Pattern).Concat(FormCases.WithoutFields).ToHashSet(StringComparer.Ordinal);
        var forms = portal.Endpoints.Where(line => line.TakesFields && !IsForPrograms(line.Pattern)).Select(line => line.Pattern).Concat(FormCases.InParts).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(forms.Order(StringComparer.Ordinal), cases.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_bad_value_is_named_and_changes_nothing()
    {
        var (cases, member, staffMember) = await PrepareAsync();
        using var nobody = portal.Nobody();
        using var signedIn = await portal.SignInAsync(member.Email, member.Password);
        using var staff = await portal.SignInAsync(staffMember.Email, staffMember.Password);
        var wrong = new List<string>();
        foreach (var form in cases.All)
        {
            var client = form.By switch { Sender.Nobody => nobody, Sender.Member => signedIn, _ => staff };
            var token = await PortalHost.FormTokenAsync(client);
            var before = await portal.SnapshotAsync(BadInputTests.Bookkeeping);
            foreach (var (field, value, named) in form.Bad)
            {
                // A form with a NUL in it is no form: it is refused before there are fields.
                var isUnreadable = value?.Contains('\0', StringComparison.Ordinal) == true;
                Note(await ComplaintAsync(client, form, form.With(field, value), token, isUnreadable ? "" : named), $"{field} = {Short(value)}");
            }

            foreach (var noToken in form.NeedsToken ? new[] { null, token[..^4] + "AAAA" } : [])
            {
                using var answer = await SendAsync(client, form, form.Good, noToken);
                Note(answer.StatusCode == HttpStatusCode.BadRequest ? null : $"{(int)answer.StatusCode}", $"the token {Short(noToken)}");
            }

            wrong.AddRange(before.ChangesUntil(await portal.SnapshotAsync(BadInputTests.Bookkeeping)).Select(change => $"{form}: {change}"));
            if (form.IsTaken)
            {
                using var answer = await SendAsync(client, form, form.Good, token);
                var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Note((int)answer.StatusCode is 200 or 302 or 303 && !IsRefused(answer, text) ? null : $"{(int)answer.StatusCode} {answer.Headers.Location}", "good values");
            }

            void Note(string? complaint, string given)
            {
                if (complaint is not null)
                {
                    wrong.Add($"{form} given {given}: {complaint}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private async Task<string?> ComplaintAsync(HttpClient client, FormCase form, IEnumerable<KeyValuePair<string, string>> fields, string token, string named)
    {
        using var answer = await SendAsync(client, form, fields, token);
        var (status, text) = ((int)answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        if (status == 303)
        {
            text = WebUtility.HtmlDecode(await client.GetStringAsync(answer.Headers.Location, TestContext.Current.CancellationToken));
            return IsRefused(answer, text) && text.Contains("error-summary", StringComparison.Ordinal) ? null : $"303 {answer.Headers.Location} without a reason";
        }

        return status is not (200 or (>= 400 and < 500)) ? $"{status} {answer.Headers.Location}"
            : status == 200 && !IsRefused(answer, text) ? "200 without an error"
            : text.Length == 0 ? $"{status} says nothing"
            : named.Length > 0 && !text.Contains($"href=\"#{named}\"", StringComparison.Ordinal) && !IsProblemOf(answer, text, named) ? $"{status} does not name {named}"
            : null;
    }

    private static bool IsRefused(HttpResponseMessage answer, string text) =>
        text.Contains("error-summary", StringComparison.Ordinal) || answer.Headers.Location?.OriginalString.Contains("refused=", StringComparison.Ordinal) == true;

    private static bool IsProblemOf(HttpResponseMessage answer, string text, string named) =>
        answer.Content.Headers.ContentType?.MediaType == "application/problem+json" && text.Contains(named, StringComparison.OrdinalIgnoreCase);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, FormCase form, IEnumerable<KeyValuePair<string, string>> fields, string? token)
    {
        var all = fields.ToList();
        if (form.Handler is { } handler)
        {
            all.Add(new("_handler", handler));
        }

        if (form.NeedsToken && token is not null)
        {
            all.Add(new(TokenField, token));
        }

        using var content = new FormUrlEncodedContent(all);
        return await client.PostAsync(form.Address, content, TestContext.Current.CancellationToken);
    }

    private static bool IsForPrograms(string pattern) => new[] { "/api/", "/webhooks/", "/callbacks/" }.Any(prefix => pattern.StartsWith(prefix, StringComparison.Ordinal));

    private static string Short(string? value) => value is null ? "missing" : value.Length > 30 ? $"{value[..30]}… ({value.Length})" : $"\"{value}\"";

    private async Task<(FormCases Cases, (string Email, string Password) Member, (string Email, string Password) Staff)> PrepareAsync()
    {
        var member = await portal.OpenAsync("forms", Credits.Of(10));
        var reset = await portal.OpenAsync("reset", Credits.Of(10));
        var staffEmail = $"staff-{Guid.NewGuid():n}@portal.test";
        var staff = (await portal.AsPlatformAsync((AddStaff add) => add.RunAsync(new(staffEmail, StaffRole.Operator), CancellationToken.None))).Value!;
        var (user, token) = await portal.AsPlatformAsync(async (UserManager<User> users) =>
        {
            var owner = (await users.FindByEmailAsync(reset.Email))!;
            return (owner.Id, await users.GenerateUserTokenAsync(owner, LinkTokens.Name, UserManager<User>.ResetPasswordTokenPurpose));
        });
        var behind = await StartDraftAsync();

        // A former book can be brought back when there is a newer one.
        var newest = (int)await portal.ScalarAsync("select max(number)::bigint from catalog_price_books");
        Assert.True((await portal.AsStaffAsync((ChangeMarkup change) => change.RunAsync(new("nano-banana", 2_000 + newest, newest, "A test"), CancellationToken.None))).Succeeded);
        var drafts = new List<Guid>();
        while (drafts.Count < FormCases.DraftsNeeded - 1)
        {
            drafts.Add(await StartDraftAsync());
        }

        drafts.Add(behind);

        var book = await portal.QueryAsync<int>("select max(number) from catalog_price_books");
        var entry = (await portal.AsStaffAsync((ReadEntry read) => read.RunAsync(FormCases.RestorableEntry, CancellationToken.None))).Value!;
        var renamed = JsonNode.Parse(entry.Document.GetRawText())!;
        renamed["name"] = $"Name {entry.Version + 1}";
        Assert.True((await portal.AsStaffAsync((ChangeEntry change) =>
            change.RunAsync(new(entry.Key, entry.Version, JsonElement.Parse(renamed.ToJsonString()), "A test"), CancellationToken.None))).Succeeded);
        return (
            new FormCases(
                member.Tenant.ToString(), user.ToString(), token, (await BuryWorkAsync()).ToString(), $"{book}", $"{entry.Version + 1}", await TemplatesAsync(), drafts, await DifferAsync()),
            (member.Email, member.Password),
            (staffEmail, staff.Password!));
    }

    private async Task<Guid> StartDraftAsync() =>
        (await portal.AsStaffAsync((StartDraft start) => start.RunAsync("A draft of forms", CancellationToken.None))).Value;

    private async Task<IReadOnlyList<Guid>> DifferAsync()
    {
        var words = Guid.NewGuid().ToString("n");
        CatalogDifferenceRow[] rows =
        [
            Differences.Row(DifferenceKind.PriceChanged, "one " + words, "nano-banana", "any", 4, 5),
            Differences.Row(DifferenceKind.PriceChanged, "two " + words, "nano-banana", "any", 4, 5),
            Differences.Row(DifferenceKind.PriceAdded, "three " + words, null, null, null, 5),
        ];
        await portal.InTransactionAsync(services =>
        {
            var db = services.GetRequiredService<AppDbContext>();
            db.AddRange(rows);
            return db.SaveChangesAsync();
        });
        await portal.AsPlatformAsync(async (AppDbContext db) => await db.Database.ExecuteSqlAsync($"delete from catalog_feed_links"));
        return [.. rows.Select(row => row.Id)];
    }

    private async Task<FormCases.TemplateSet> TemplatesAsync()
    {
        const string From = "hailuo-02-text-to-video-standard", To = "kling-2-6-text-to-video";
        var all = (await portal.AsStaffAsync((ReadTemplates read) => read.AllAsync(CancellationToken.None))).Value!.ToDictionary(line => line.Template.Key, line => (line.Template.Id, line.Template.Version));
        var preview = await portal.AsStaffAsync((RemapTemplates remap) => remap.PreviewAsync(From, To, CancellationToken.None));
        return new(all["food-from-above"], all["app-icon"], From, To, preview.Value?.Stamp ?? "");
    }

    private async Task<Guid> BuryWorkAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var dead = new WorkItem { Id = Guid.CreateVersion7(), Kind = "test.dead", Payload = "{}", TenantId = null, Mode = Mode.Live, DueAt = now, CreatedAt = now, Attempts = 9, DeadAt = now, LastError = "No." };
        await portal.InTransactionAsync(services =>
        {
            var db = services.GetRequiredService<AppDbContext>();
            db.Add(dead);
            return db.SaveChangesAsync();
        });
        return dead.Id;
    }
}
