namespace KieSaaS.Sandbox.Kie;

/// <summary>What goes wrong during one request or one callback.</summary>
internal sealed class ActiveFaults(IReadOnlyList<Fault> faults)
{
    /// <summary>Nothing goes wrong.</summary>
    public static readonly ActiveFaults None = new([]);

    /// <summary>The fault of an effect, or null.</summary>
    public Fault? this[string effect] => faults.FirstOrDefault(fault => fault.Effect == effect);

    /// <summary>True when the effect is among them.</summary>
    public bool Has(string effect) => this[effect] is not null;

    /// <summary>How many entries a list says that it has.</summary>
    public int Told(int total) => this[FaultEffect.WrongTotal] is { } lie ? (int)lie.Number(0) : total;

    /// <summary>Lets pass the time of a delay.</summary>
    public Task DelayAsync(SandboxClock clock, CancellationToken stop) =>
        this[FaultEffect.Delay] is { } delay ? Task.Delay(TimeSpan.FromSeconds(delay.Number(0)), clock, stop) : Task.CompletedTask;

    /// <summary>What happens before any work is done: a delay, then perhaps an answer that takes the place of the real one.</summary>
    public async Task<IResult?> BeforeAsync(HttpContext http)
    {
        await DelayAsync(http.RequestServices.GetRequiredService<SandboxClock>(), http.RequestAborted);
        if (Has(FaultEffect.Drop))
        {
            return Abort(http);
        }

        if (this[FaultEffect.Status] is { } status)
        {
            return Results.Text("The sandbox was asked to fail here.", "text/plain", null, (int)status.Number(500));
        }

        if (this[FaultEffect.Code] is not { } code)
        {
            return null;
        }

        if (code.Number(500) is 429)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        return KieAnswer.No((int)code.Number(500), "The sandbox was asked to fail here.");
    }

    /// <summary>What happens to the answer after the work is done.</summary>
    public IResult After(HttpContext http, IResult answer) => Has(FaultEffect.LoseResponse) ? Abort(http) : answer;

    private static IResult Abort(HttpContext http)
    {
        http.Abort();
        return Results.Empty;
    }
}
