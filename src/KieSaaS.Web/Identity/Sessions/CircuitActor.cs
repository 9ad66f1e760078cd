using KieSaaS.Identity;
using KieSaaS.Tenancy;
using KieSaaS.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace KieSaaS.Web.Identity.Sessions;

/// <summary>
/// A live page has a scope of its own that may last for hours. It is given its actor when it opens, and each time its person does
/// something the session is looked at again: when it ended or the role changed, the page is loaded anew and the act is dropped.
/// </summary>
internal sealed class CircuitActor(Actor actor, SessionCheck check, AuthenticationStateProvider authentication, NavigationManager navigation) : CircuitHandler, ISessionWatch
{
    private SessionCheck.Question? _question;
    private SessionCheck.Answer? _answer;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var principal = (await authentication.GetAuthenticationStateAsync()).User;
        _question = SessionClaims.Read(principal);
        if (_question is null)
        {
            return;
        }

        try
        {
            _answer = await check.RunAsync(_question, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The person left before the page came alive: nobody is there to act.
            return;
        }

        var person = _answer is null ? null : new SignedIn(_answer, SessionClaims.ModeOf(principal));
        RequestActor.Decide(actor, new Uri(navigation.Uri).AbsolutePath, person);
    }

    public async ValueTask<bool> HoldsAsync(CancellationToken ct) => _question is null || await check.RunAsync(_question, ct) == _answer;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        if (!await HoldsAsync(CancellationToken.None))
        {
            navigation.NavigateTo(navigation.Uri, forceLoad: true);
            return;
        }

        await next(context);
    };
}
