using System.Globalization;
using KieSaaS.Sandbox;
using KieSaaS.Sandbox.Stripe;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

var builder = WebApplication.CreateBuilder(args);
var data = Path.GetFullPath(builder.Configuration["data"] ?? ".data/sandbox");
Directory.CreateDirectory(data);
builder.Services.AddSingleton(new SandboxOptions(data, int.Parse(builder.Configuration["seed"] ?? "1", CultureInfo.InvariantCulture)));
builder.Services.AddSingleton<SandboxState>();
builder.Services.AddSingleton<SandboxClock>();
builder.Services.AddStripe();
var app = builder.Build();
app.MapStripe();
app.MapPost("/_sandbox/clock/advance", (Dictionary<string, double> body, SandboxClock clock) => clock.Advance(TimeSpan.FromSeconds(body["seconds"])));
app.MapPost("/_sandbox/reset", (SandboxState state) => state.Clear());
await app.StartAsync();
await File.WriteAllTextAsync(Path.Combine(data, "address"), app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
await app.WaitForShutdownAsync();

/// <summary>The sandbox's entry point, named so that tests can host it.</summary>
public sealed partial class Program;
