using KieSaaS.Sandbox;

return await SandboxHost.RunAsync(args);

/// <summary>The sandbox's entry point, named so that tests can host it.</summary>
public sealed partial class Program;
