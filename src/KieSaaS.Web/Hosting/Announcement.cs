using System.Globalization;
using KieSaaS.Mail;
using Microsoft.Extensions.Options;

namespace KieSaaS.Web.Hosting;

/// <summary>What a newcomer reads in the terminal when the portal is up.</summary>
internal static class Announcement
{
    public static async Task WriteAsync(WebApplication app, Installation installation, TimeSpan elapsed)
    {
        var address = app.Services.GetRequiredService<IOptions<PublicAddress>>().Value.BaseUrl?.AbsoluteUri.TrimEnd('/');
        var lines = new List<string> { "", $"  KieSaaS is ready after {elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s", "" };
        Add("Portal", address);
        if (app.Environment.IsDevelopment())
        {
            Add("Workspace", $"{DemoAccounts.Tenant}   password  {DemoAccounts.Password}");
            Add("Staff", $"{DemoAccounts.Staff}  password  {DemoAccounts.Password}");
        }

        var smtp = app.Services.GetRequiredService<IOptions<MailOptions>>().Value.Smtp.Host;
        Add("Mail", smtp.Length > 0 ? $"goes out through {smtp}" : app.Environment.IsDevelopment() ? $"is kept at {address}/_mailbox" : "is not sent");
        Add("Database", installation.IsDatabaseEmbedded ? $"embedded, in {installation.Directory.Root}" : "from the settings");
        Add("Sandbox", installation.SandboxUrl?.ToString().TrimEnd('/') ?? "none");
        lines.AddRange(["", "  Ctrl-C stops everything that was started here.", ""]);
        await Console.Out.WriteLineAsync(string.Join(Environment.NewLine, lines));

        void Add(string label, string? value) => lines.Add($"  {label,-10} {value}");
    }
}
