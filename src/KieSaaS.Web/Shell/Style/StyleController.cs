using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace KieSaaS.Web.Shell.Style;

/// <summary>The account card as views show it; in Development only.</summary>
[AllowAnonymous]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class StyleController(IWebHostEnvironment environment) : Controller
{
    /// <summary>A form in the account layout.</summary>
    [HttpGet("/_style/account")]
    public IActionResult Account() => environment.IsDevelopment() ? View("Account") : NotFound();
}
