using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Web.Identity.Sessions;
using KieSaaS.Web.Shell.Navigation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace KieSaaS.Web.Identity;

/// <summary>Which workspace, and live or test: both stand in the session.</summary>
[Authorize]
[AutoValidateAntiforgeryToken]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class WorkspaceController(FindMemberships memberships) : Controller
{
    private SessionCheck.Question Session => SessionClaims.Read(User) ?? throw new InvalidOperationException("A signed-in person has a session.");

    /// <summary>The workspaces to choose from.</summary>
    [HttpGet("/account/workspaces")]
    public async Task<IActionResult> ListAsync(CancellationToken ct) => View("Workspaces", await memberships.RunAsync(Session.UserId, ct));

    /// <summary>Goes to another workspace. One the person does not belong to is answered like one that does not exist.</summary>
    [HttpPost(Addresses.SwitchWorkspace)]
    public async Task<IActionResult> SwitchAsync(Guid workspace, string? returnUrl, CancellationToken ct)
    {
        var chosen = (await memberships.RunAsync(Session.UserId, ct)).FirstOrDefault(m => m.Tenant == new TenantId(workspace) && RequestActor.CanWork(m));
        return chosen is null ? NotFound() : await ReopenAsync(chosen.Tenant, SessionClaims.ModeOf(User), returnUrl);
    }

    /// <summary>Goes to live or to test.</summary>
    [HttpPost(Addresses.SwitchMode)]
    public async Task<IActionResult> SwitchModeAsync(string? mode, string? returnUrl) => mode is "live" or "test"
        ? await ReopenAsync(Session.Tenant, mode == "test" ? Mode.Test : Mode.Live, returnUrl)
        : Problem("mode must be one of: live, test.", statusCode: StatusCodes.Status400BadRequest);

    private async Task<IActionResult> ReopenAsync(TenantId? tenant, Mode mode, string? returnUrl)
    {
        await HttpContext.SignInAsync(SessionScheme.Cookie, SessionClaims.Make(Session with { Tenant = tenant }, User.Identity?.Name ?? "", mode));
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : Addresses.App);
    }
}
