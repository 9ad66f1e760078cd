using System.Reflection;
using KieSaaS.Sandbox.Stripe.Model;
using KieSaaS.Sandbox.Stripe.Wire;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KieSaaS.Sandbox.Stripe.Hosted;

/// <summary>The addresses of the hosted payment page: plain forms, no script.</summary>
internal static class HostedRoutes
{
    private static readonly byte[] Style = ReadStyle();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/c/pay").AddEndpointFilter(async (call, next) =>
        {
            // No form-action: browsers apply it to the redirect to the shop as well.
            call.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";
            call.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(call);
        });
        pages.MapGet("/assets/checkout.css", () => Results.Bytes(Style, "text/css; charset=utf-8"));
        pages.MapGet("/{id}", Show);
        pages.MapPost("/{id}", PayAsync);
        pages.MapGet("/{id}/challenge", ShowChallenge);
        pages.MapPost("/{id}/challenge", AnswerAsync);
    }

    private static IResult Show(string id, HostedPage page) => page.Find(id) switch
    {
        null => Notice(PageWords.English.NotFound, null, PageWords.English, StatusCodes.Status404NotFound),
        { Status: "open" } session => Form(session, Filled(session), [], Why(session)),
        var session => Closed(session),
    };

    private static async Task<IResult> PayAsync(string id, HttpContext context, HostedPage page)
    {
        if (page.Find(id) is not { Status: "open" } session)
        {
            return Show(id, page);
        }

        var form = PaymentForm.Of(await context.Request.ReadFormAsync(context.RequestAborted));
        var mistakes = form.Mistakes(PageWords.For(session.Locale), page.Now);
        if (mistakes.Count > 0)
        {
            return Form(session, form, mistakes, null, StatusCodes.Status400BadRequest);
        }

        CheckoutSession after;
        try
        {
            after = page.Pay(id, form);
        }
        catch (StripeProblem problem)
        {
            return page.Find(id) is { Status: "open" } still ? Form(still, form, [], PageWords.For(still.Locale).Explain(problem.Param ?? "", problem.Message), StatusCodes.Status400BadRequest) : Show(id, page);
        }

        return after switch
        {
            { Status: "complete" } => Results.Redirect(await page.ReturnAddressAsync(after, context.RequestAborted)),
            { Intent.Status: "requires_action" } => Results.Redirect($"/c/pay/{id}/challenge"),
            _ => Form(after, form, [], Why(after), StatusCodes.Status402PaymentRequired),
        };
    }

    private static IResult ShowChallenge(string id, HostedPage page) => page.Find(id) is { Status: "open", Intent.Status: "requires_action" } session
        ? Component<ChallengePage>(StatusCodes.Status200OK, ("View", PaymentView.Of(session)))
        : Show(id, page);

    private static async Task<IResult> AnswerAsync(string id, HttpContext context, HostedPage page)
    {
        if (page.Find(id) is not { Status: "open", Intent.Status: "requires_action" })
        {
            return Show(id, page);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        try
        {
            var after = page.Answer(id, form["outcome"] == "accept");
            return Results.Redirect(after.Status == "complete" ? await page.ReturnAddressAsync(after, context.RequestAborted) : $"/c/pay/{id}");
        }
        catch (StripeProblem)
        {
            // A second press of the button: the first one decided, so show what it led to.
            return Show(id, page);
        }
    }

    private static IResult Closed(CheckoutSession session)
    {
        var words = PageWords.For(session.Locale);
        return session.Status == "complete"
            ? Notice(words.Complete, session.SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", session.Id, StringComparison.Ordinal), words)
            : Notice(words.Expired, session.CancelUrl, words);
    }

    private static string? Why(CheckoutSession session) =>
        session.Intent?.LastError is { } error ? PageWords.For(session.Locale).Explain(error.DeclineCode ?? error.Code, error.Message) : null;

    private static PaymentForm Filled(CheckoutSession session) => new() { Email = session.CustomerEmail ?? "" };

    private static RazorComponentResult Form(CheckoutSession session, PaymentForm form, Dictionary<string, string> mistakes, string? refusal, int status = StatusCodes.Status200OK) =>
        Component<PaymentPage>(status, ("View", PaymentView.Of(session) with { Form = form, Mistakes = mistakes, Refusal = refusal }));

    private static RazorComponentResult Notice(string text, string? link, PageWords words, int status = StatusCodes.Status200OK) =>
        Component<NoticePage>(status, ("Text", text), ("Link", link), ("Words", words));

    private static RazorComponentResult Component<TComponent>(int status, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent =>
        new(typeof(TComponent), parameters.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal)) { StatusCode = status };

    private static byte[] ReadStyle()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("checkout.css")
            ?? throw new InvalidOperationException("The style sheet of the payment page is not part of this build.");
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
