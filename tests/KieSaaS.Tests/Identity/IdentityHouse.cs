using System.Web;
using KieSaaS.Data;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Identity;

/// <summary>A house with accounts, whose mail lands in the development mailbox and whose signals arrive.</summary>
public sealed class IdentityHouse : TestHouse
{
    public const string Password = "long enough to be fine";

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [.. base.Settings, new("Security:MasterKey", Convert.ToBase64String(new byte[32])), new("Public:BaseUrl", "https://portal.example")];

    public async Task<Result<SignUp.Answer>> SignUpAsync(string email, string password = Password, string workspace = "Studio Nord", string language = "en")
    {
        var answer = await AsPlatformAsync((SignUp signUp) => signUp.RunAsync(new(email, password, workspace, language), CancellationToken.None));
        await RunDueWorkAsync();
        return answer;
    }

    /// <summary>Signs up, confirms with the link from the mail and returns the workspace.</summary>
    public async Task<TenantId> JoinAsync(string email, string workspace = "Studio Nord")
    {
        await SignUpAsync(email, workspace: workspace);
        Assert.True((await ConfirmAsync(await LinkToAsync(email))).Succeeded);
        return (await SignInAsync(email)).Value!.Memberships.Single().Tenant;
    }

    public Task<Result<ConfirmEmail.Answer>> ConfirmAsync((Guid User, string Token) link, string password = Password) =>
        AsPlatformAsync((ConfirmEmail confirm) => confirm.RunAsync(new(link.User, link.Token, password), CancellationToken.None));

    public Task<Result<SignIn.Answer>> SignInAsync(string email, string password = Password) =>
        AsPlatformAsync((SignIn signIn) => signIn.RunAsync(new(email, password), CancellationToken.None));

    /// <summary>All mail to an address, the newest first.</summary>
    public async Task<IReadOnlyList<ReadMailbox.Item>> MailToAsync(string email) =>
        [.. (await AsPlatformAsync((ReadMailbox mailbox) => mailbox.RunAsync(CancellationToken.None))).Where(mail => mail.To == email)];

    /// <summary>What the link in the newest mail to an address carries.</summary>
    public async Task<(Guid User, string Token)> LinkToAsync(string email)
    {
        var text = (await MailToAsync(email))[0].Text;
        var link = new Uri(text.Split('\n').Single(line => line.StartsWith("https://", StringComparison.Ordinal)));
        var query = HttpUtility.ParseQueryString(link.Query);
        return (Guid.Parse(query["user"]!), query["token"]!);
    }

    protected override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddKeyRing();
        services.AddMail();
        services.AddIdentity();
    }

    protected override async Task StartAsync(IServiceProvider services)
    {
        var signals = services.GetRequiredService<Signals>();
        await signals.StartAsync(CancellationToken.None);
        for (var tries = 0; !signals.IsListening; tries++)
        {
            Assert.True(tries < 500, "Signals do not listen.");
            await Task.Delay(20);
        }
    }
}
