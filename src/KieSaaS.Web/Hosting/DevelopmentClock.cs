namespace KieSaaS.Web.Hosting;

/// <summary>Lets days pass in Development: <c>POST /_clock/advance?seconds=86400</c> moves the portal's clock and its sandbox's together.</summary>
internal static class DevelopmentClock
{
    private const long Most = 400L * 24 * 3600;

    public static void MapDevelopmentClock(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        app.MapPost("/_clock/advance", async (long seconds, ShiftedClock clock, Installation installation, CancellationToken ct) =>
        {
            if (seconds is < 0 or > Most)
            {
                return Results.Problem($"seconds must be between 0 and {Most}.", statusCode: StatusCodes.Status400BadRequest);
            }

            if (installation.SandboxUrl is { } sandbox)
            {
                using var http = new HttpClient { BaseAddress = sandbox };
                using var answer = await http.PostAsJsonAsync("/_sandbox/clock/advance", new { seconds }, ct);
                answer.EnsureSuccessStatusCode();
            }

            clock.Advance(TimeSpan.FromSeconds(seconds));
            return Results.Ok(new { now = clock.GetUtcNow() });
        }).AllowAnonymous();
    }
}
