using KieSaaS.Sandbox;
using KieSaaS.Sandbox.Kie;
using KieSaaS.Sandbox.Stripe;

return await SandboxHost.RunAsync(
    args,
    services =>
    {
        services.AddKie();
        services.AddStripe();
    },
    app =>
    {
        app.MapKie();
        app.MapStripe();
    });

/// <summary>The sandbox's entry point, named so that tests can host it.</summary>
public sealed partial class Program;
