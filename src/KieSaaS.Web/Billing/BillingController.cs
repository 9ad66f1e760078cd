using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Web.Shell;
using KieSaaS.Web.Shell.Navigation;
using KieSaaS.Web.Shell.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace KieSaaS.Web.Billing;

/// <summary>What the packs page posts, and the ledger as a file. A refusal leads back to the page, which says why.</summary>
[AutoValidateAntiforgeryToken]
[ApiExplorerSettings(IgnoreApi = true)]
[Authorize(Policy = nameof(Right.ViewWorkspace))]
public sealed class BillingController(IServiceProvider services, Actor actor) : Controller
{
    /// <summary>Orders a pack and sends the buyer to the payment page.</summary>
    [HttpPost("/app/billing/buy")]
    [Authorize(Policy = nameof(Right.BuyCredits))]
    public async Task<IActionResult> BuyAsync(string? pack, Guid intent, CancellationToken ct)
    {
        var shell = await services.GetRequiredService<IShellContextSource>().GetAsync(ct);
        var bought = await services.GetRequiredService<BuyCredits>().RunAsync(new(pack, intent, shell?.Email ?? "", Languages.Current.Code), ct);
        return bought.Match(answer => SeeOther(answer.Next.AbsoluteUri), Refused);
    }

    /// <summary>Adds test credits.</summary>
    [HttpPost("/app/billing/refill")]
    public async Task<IActionResult> RefillAsync(CancellationToken ct)
    {
        var refilled = await services.GetRequiredService<RefillTestCredits>().RunAsync(ct);
        return refilled.Match(_ => SeeOther(Addresses.Billing + "?refilled=true"), Refused);
    }

    /// <summary>Exactly what the ledger page shows under the same filter, all of it.</summary>
    [HttpGet("/app/ledger.csv")]
    public async Task ExportAsync(LedgerKind? kind, CancellationToken ct)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"ledger-{(actor.Mode == Mode.Test ? "test" : "live")}.csv\"";
        await LedgerFile.WriteAsync(Response.Body, services.GetRequiredService<ListLedger>().ExportAsync(kind), services.GetRequiredService<Catalogue>(), ct);
    }

    private IActionResult Refused(Refusal refusal) => SeeOther($"{Addresses.Billing}?refused={Uri.EscapeDataString(refusal.Code)}");

    // 303: the browser asks for the next address with GET, and going back does not send the form again.
    private StatusCodeResult SeeOther(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
