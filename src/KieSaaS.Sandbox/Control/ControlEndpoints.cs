namespace KieSaaS.Sandbox.Control;

/// <summary>Health, and the controls of the process itself.</summary>
internal static class ControlEndpoints
{
    private const double MostSeconds = 10 * 366 * 86_400d;

    /// <summary>A group of controls of this machine's programs alone, below <c>/_sandbox</c>.</summary>
    public static RouteGroupBuilder MapControlGroup(this IEndpointRouteBuilder app, string path) =>
        app.MapGroup("/_sandbox" + path).AddEndpointFilter<RouteGroupBuilder, LocalOnly>();

    /// <summary>Maps <c>/health/*</c> and the controls of the process.</summary>
    public static void MapControls(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", () => Results.Text("ready"));

        var controls = app.MapControlGroup("");
        controls.MapGet("/clock", (SandboxClock clock) => Show(clock));
        controls.MapPost("/clock/advance", (HttpContext http, SandboxClock clock) => ControlAnswer.WithBodyAsync<Advance>(http, by => AdvanceBy(clock, by)));
        controls.MapPost("/reset", (SandboxState state, SandboxClock clock) =>
        {
            state.Clear();
            return Show(clock);
        });
        controls.MapPost("/stop", (HttpContext http, IHostApplicationLifetime lifetime) =>
        {
            http.Response.OnCompleted(() =>
            {
                lifetime.StopApplication();
                return Task.CompletedTask;
            });
            return Results.Accepted();
        });
    }

    private static IResult AdvanceBy(SandboxClock clock, Advance by)
    {
        if (by.Seconds is not (>= 0 and <= MostSeconds))
        {
            return ControlAnswer.No(StatusCodes.Status400BadRequest, "seconds: 0 to ten years");
        }

        clock.Advance(TimeSpan.FromSeconds(by.Seconds));
        return Show(clock);
    }

    private static IResult Show(SandboxClock clock) => ControlAnswer.Ok(new { Now = clock.GetUtcNow(), OffsetSeconds = clock.Offset.TotalSeconds });

    private sealed record Advance(double Seconds);
}
