using System.Net.Mail;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace KieSaaS.Mail;

/// <summary>How mail leaves the house.</summary>
public sealed class MailOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Mail";

    /// <summary>The name that stands under every mail.</summary>
    public string Product { get; set; } = "KieSaaS";

    /// <summary>True to run without mail outside Development: what should have been sent is dropped with a warning in the log.</summary>
    public bool AllowNone { get; set; }

    /// <summary>The SMTP server; none when <see cref="SmtpOptions.Host"/> is empty.</summary>
    public SmtpOptions Smtp { get; set; } = new();
}

/// <summary>An SMTP server.</summary>
public sealed class SmtpOptions
{
    /// <summary>Its name.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port; 587 is the usual one for submission.</summary>
    public int Port { get; set; } = 587;

    /// <summary>The account; empty for a server that asks for none.</summary>
    public string User { get; set; } = "";

    /// <summary>The account's password.</summary>
    public string Password { get; set; } = "";

    /// <summary>STARTTLS. TLS from the first byte (port 465) is not what System.Net.Mail can do.</summary>
    public bool Tls { get; set; } = true;

    /// <summary>The sender: "KieSaaS &lt;portal@example.com&gt;".</summary>
    public string From { get; set; } = "";
}

/// <summary>Refuses settings with which mail would silently not arrive.</summary>
internal sealed class MailRules(IHostEnvironment environment) : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        if (options.Smtp.Host.Length == 0)
        {
            return environment.IsDevelopment() || options.AllowNone
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail("Mail:Smtp:Host is not set, so nobody could confirm an address. Name an SMTP server, or set Mail:AllowNone=true to run without mail.");
        }

        return (options.Smtp.Port, options.Smtp.From) switch
        {
            (465, _) => ValidateOptionsResult.Fail("Mail:Smtp:Port is 465 (TLS from the first byte), which is not supported: use a port with STARTTLS, usually 587."),
            ( < 1 or > 65535, _) => ValidateOptionsResult.Fail("Mail:Smtp:Port must be between 1 and 65535."),
            (_, var from) when !MailAddress.TryCreate(from, out _) => ValidateOptionsResult.Fail("Mail:Smtp:From must be the sender's address, such as \"KieSaaS <portal@example.com>\"."),
            _ => ValidateOptionsResult.Success,
        };
    }
}
