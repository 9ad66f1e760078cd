namespace KieSaaS.Sandbox;

/// <summary>Where the sandbox keeps its state, and the seed of everything it invents.</summary>
internal sealed record SandboxOptions(string DataDirectory, int Seed);
