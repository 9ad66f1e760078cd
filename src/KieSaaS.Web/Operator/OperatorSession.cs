using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Web.Hosting;

namespace KieSaaS.Web.Operator;

/// <summary>One command's run: the business over the installation's database, without workers and without a web.</summary>
internal static class OperatorSession
{
    public static readonly Option<string> Data = new("--data") { Description = "The data directory; .data when not given.", Recursive = true };

    public static readonly Option<bool> Json = new("--json") { Description = "Answer with one JSON object instead of lines.", Recursive = true };

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Runs a command's deed as the platform and writes what it answers. Exit codes: 0 done, 1 refused, 2 could not run.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, Func<IServiceProvider, CancellationToken, Task<Result<JsonObject>>> deed, CancellationToken ct)
    {
        var isJson = parsed.GetValue(Json);
        try
        {
            return await RunAsync(parsed.GetValue(Data), isJson, deed, ct);
        }
        catch (Exception e) when (e is InvalidOperationException or Npgsql.NpgsqlException or TimeoutException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            await WriteAsync(Console.Error, isJson, new JsonObject { ["error"] = e.Message });
            return 2;
        }
    }

    private static async Task<int> RunAsync(string? data, bool isJson, Func<IServiceProvider, CancellationToken, Task<Result<JsonObject>>> deed, CancellationToken ct)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = data is null ? [] : ["--data", data], ContentRootPath = AppContext.BaseDirectory });
        builder.Environment.EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? builder.Environment.EnvironmentName;
        await using var installation = await Installation.StartAsync(builder.Configuration, needsSandbox: false, ct);
        if (builder.Environment.IsDevelopment())
        {
            var clock = new ShiftedClock(installation.Directory);
            builder.Services.AddSingleton<TimeProvider>(clock);
        }

        // A command serves nothing: what only serving needs, addresses and payments, is not asked for.
        builder.Configuration.AddInMemoryCollection(PortalSettings.ForOperator(builder.Configuration, installation));
        builder.Logging.ClearProviders();
        builder.Services.AddBusiness(builder.Configuration, installation);
        using var host = builder.Build();
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("operator");
        var answer = await deed(scope.ServiceProvider, ct);
        if (answer.Succeeded)
        {
            await WriteAsync(Console.Out, isJson, answer.Value);
            return 0;
        }

        var refusal = new JsonObject { ["error"] = answer.Refusal.Message, ["code"] = answer.Refusal.Code };
        foreach (var (name, value) in answer.Refusal.Details)
        {
            refusal[name] = JsonSerializer.SerializeToNode(value);
        }

        await WriteAsync(Console.Error, isJson, refusal);
        return 1;
    }

    /// <summary>An operator may run any command first: the schema and the first prices are brought up before it.</summary>
    public static async Task<IReadOnlyList<string>> MigrateAsync(IServiceProvider services, CancellationToken ct)
    {
        var applied = await services.GetRequiredService<MigrateDatabase>().RunAsync(ct);
        await services.GetRequiredService<PublishFirstPrices>().RunAsync(ct);
        await services.GetRequiredService<AddFirstTemplates>().RunAsync(ct);
        return applied;
    }

    private static Task WriteAsync(TextWriter writer, bool isJson, JsonObject answer) => writer.WriteLineAsync(isJson
        ? answer.ToJsonString()
        : string.Join(Environment.NewLine, answer.Select(pair => $"{pair.Key}: {(pair.Value is JsonValue value ? value.ToString() : pair.Value?.ToJsonString(Readable))}")));
}
