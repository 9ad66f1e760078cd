using KieSaaS.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.AddShell();

var app = builder.Build();
app.UseShell();
app.MapShell();
app.Run();

/// <summary>The portal's entry point, named so that tests can host it.</summary>
public sealed partial class Program;
