var app = WebApplication.CreateBuilder(args).Build();
app.Run();

/// <summary>The sandbox's entry point, named so that tests can host it.</summary>
public sealed partial class Program;
