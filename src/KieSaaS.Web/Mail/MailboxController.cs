using KieSaaS.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace KieSaaS.Web.Mail;

/// <summary>Mail that was kept instead of sent. In Development only: it shows everybody's links.</summary>
[AllowAnonymous]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class MailboxController(ReadMailbox mailbox, IWebHostEnvironment environment) : Controller
{
    /// <summary>The newest mail first.</summary>
    [HttpGet("/_mailbox")]
    public async Task<IActionResult> ListAsync(CancellationToken ct) =>
        environment.IsDevelopment() ? View("Mailbox", await mailbox.RunAsync(ct)) : NotFound();

    /// <summary>One mail.</summary>
    [HttpGet("/_mailbox/{id:guid}")]
    public async Task<IActionResult> ShowAsync(Guid id, CancellationToken ct) =>
        environment.IsDevelopment() && await mailbox.FindAsync(id, ct) is { } mail ? View("MailboxMessage", mail) : NotFound();
}
