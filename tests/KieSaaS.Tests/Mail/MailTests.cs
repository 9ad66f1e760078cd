using KieSaaS.Data;
using KieSaaS.Mail;
using KieSaaS.Tests.Identity;
using KieSaaS.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace KieSaaS.Tests.Mail;

public sealed class MailTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    private static readonly MailDraft Draft = new(
        "bob@mail.example", "en", "Low\r\nbalance", ["<script>alert(1)</script> & more"], new MailLink("Top up", new Uri("https://portal.example/app/billing?a=1&b=2")));

    [Fact]
    public async Task Mail_is_sent_exactly_when_the_change_that_asks_for_it_is_kept()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => house.InTransactionAsync(async services =>
        {
            await AskAsync(services);
            throw new InvalidOperationException("Changed my mind.");
        }));
        await house.RunDueWorkAsync();
        Assert.Empty(await house.MailToAsync(Draft.To));

        await house.InTransactionAsync(AskAsync);
        await house.RunDueWorkAsync();
        Assert.Single(await house.MailToAsync(Draft.To));
    }

    [Fact]
    public void What_people_wrote_is_encoded_and_a_subject_is_one_line()
    {
        var mail = MailLayout.Of(Draft, "KieSaaS");

        Assert.Equal("Low balance", mail.Subject);
        Assert.DoesNotContain("<script>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://portal.example/app/billing?a=1&amp;b=2\"", mail.Html, StringComparison.Ordinal);
        Assert.Contains("https://portal.example/app/billing?a=1&b=2\n", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "", "", false, "Mail:Smtp:Host")]
    [InlineData("Production", "", "", true, null)]
    [InlineData("Development", "", "", false, null)]
    [InlineData("Production", "smtp.example", "", false, "Mail:Smtp:From")]
    [InlineData("Production", "smtp.example", "KieSaaS <portal@example.com>", false, null)]
    public void Settings_with_which_mail_would_silently_not_arrive_refuse_to_start(string environment, string host, string from, bool allowNone, string? named)
    {
        using var node = Node(environment, [new("Mail:Smtp:Host", host), new("Mail:Smtp:From", from), new("Mail:AllowNone", allowNone.ToString())]);

        var refusal = Record.Exception(() => node.Services.GetRequiredService<IOptions<MailOptions>>().Value);

        Assert.Equal(named is null, refusal is null);
        Assert.Contains(named ?? "", refusal?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", null, false)]
    [InlineData("Production", "http://portal.example", false)]
    [InlineData("Production", "https://portal.example/path", false)]
    [InlineData("Production", "https://portal.example", true)]
    [InlineData("Production", "http://localhost:8080", true)]
    [InlineData("Production", "http://portal.localhost:8080", true)]
    [InlineData("Production", "http://portal-localhost:8080", false)]
    [InlineData("Development", null, true)]
    public void The_public_address_must_be_one_that_cookies_and_links_work_with(string environment, string? address, bool isFine)
    {
        using var node = Node(environment, [new("Public:BaseUrl", address)]);

        Assert.Equal(isFine, Record.Exception(() => node.Services.GetRequiredService<IOptions<PublicAddress>>().Value) is null);
    }

    private static async Task AskAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<AppDbContext>();
        db.Enqueue(new SendMail(Draft), TimeProvider.System.GetUtcNow());
        await db.SaveChangesAsync();
    }

    private static IHost Node(string environment, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddMail();
        return builder.Build();
    }
}
