using KieSaaS.Sandbox;
using KieSaaS.Sandbox.Kie;

return await SandboxHost.RunAsync(
    args,
    services =>
    {
        services.AddKie();
    },
    app =>
    {
        app.MapKie();
    });

/// <summary>The sandbox's entry point, named so that tests can host it.</summary>
public sealed partial class Program;
