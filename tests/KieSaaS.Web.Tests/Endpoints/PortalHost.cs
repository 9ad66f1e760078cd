using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Web.Hosting;
using KieSaaS.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>
/// The whole portal as it is deployed, on Kestrel and a database of its own. Its workers do not run and its providers cannot be
/// reached: an endpoint answers by itself or not at all.
/// </summary>
public sealed partial class PortalHost : IAsyncLifetime
{
    /// <summary>Signs Kie's callbacks.</summary>
    public const string CallbackSecret = "callbacks-of-kie-are-signed-with-this";

    private const string NobodyListens = "http://127.0.0.1:1";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"kiesaas-portal-{Guid.NewGuid():n}");
    private Installation? _installation;
    private WebApplication? _portal;

    public DatabaseConnections Connections { get; private set; } = null!;

    /// <summary>Signs Stripe's notices.</summary>
    public string StripeSecret => _portal!.Configuration["Stripe:WebhookSecrets:0"]!;

    public IServiceProvider Services => _portal!.Services;

    internal IReadOnlyList<EndpointLine> Endpoints => [.. _portal!.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => !EndpointLine.IsStaticFile(endpoint))
        .Select(EndpointLine.Of).Distinct()
        .OrderBy(line => line.Pattern, StringComparer.Ordinal).ThenBy(line => line.Methods, StringComparer.Ordinal)];

    public async ValueTask InitializeAsync()
    {
        Connections = await TestCluster.CloneAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            ContentRootPath = Repository.PathOf("src", "KieSaaS.Web"),
            EnvironmentName = "Development",
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["data"] = _folder,
            ["Sandbox:Url"] = NobodyListens,
            ["KIE_CALLBACK_SECRET"] = CallbackSecret,
            ["Stripe:MaxRetries"] = "0",
            ["Billing:WelcomeCredits"] = "0",
            ["Identity:Limits:SignInsPerAddress"] = "100000",
            ["Identity:Limits:SignInsPerClient"] = "100000",
            ["Identity:Limits:MailsPerAddress"] = "100000",
            ["Identity:Limits:MailsPerClient"] = "100000",
            [DatabaseConnections.OwnerSetting] = Connections.Owner,
            [DatabaseConnections.ApplicationSetting] = Connections.Application,
            [DatabaseConnections.PlatformSetting] = Connections.Platform,
        });
        builder.Services.PostConfigure<WorkOptions>(options => options.IsEnabled = false);
        _installation = await Installation.StartAsync(builder.Configuration, needsSandbox: false, TestContext.Current.CancellationToken);
        _portal = Portal.Compose(builder, _installation);
        await AsPlatformAsync(async (PublishFirstPrices first) =>
        {
            await first.RunAsync(CancellationToken.None);
            return true;
        });
        await AsPlatformAsync(async (AddFirstTemplates first) =>
        {
            await first.RunAsync(CancellationToken.None);
            return true;
        });
        await _portal.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_portal is not null)
        {
            await _portal.StopAsync();
            await _portal.DisposeAsync();
        }

        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A client that follows no redirects and keeps its cookies.</summary>
    public HttpClient Nobody() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_portal!.Urls.First()) };

    /// <summary>A program with this key.</summary>
    public HttpClient Program(string key)
    {
        var client = Nobody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A browser that signed in by the form.</summary>
    public async Task<HttpClient> SignInAsync(string email, string password)
    {
        var browser = Nobody();
        var answer = await browser.PostAsync("/account/sign-in", new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", await FormTokenAsync(browser)), new("email", email), new("password", password),
        ]));
        Assert.Equal(302, (int)answer.StatusCode);
        return browser;
    }

    /// <summary>A form token that belongs to whoever this browser is.</summary>
    public static async Task<string> FormTokenAsync(HttpClient browser) =>
        Token().Match(await browser.GetStringAsync("/account/sign-in")) is { Success: true } match
            ? match.Groups[1].Value
            : throw new InvalidOperationException("The sign-in page has no form token.");

    /// <summary>A workspace with live credits, its owner and a live key.</summary>
    internal async Task<Workspace> OpenAsync(string name, Credits credits)
    {
        var email = $"{name}-{Guid.NewGuid():n}@portal.test";
        var opened = (await AsPlatformAsync((AddTenant add) => add.RunAsync(new(name, email), CancellationToken.None))).Value!;
        var granted = await InTransactionAsync(services => services.GetRequiredService<CreditLedger>().GrantAsync(
            new CreditGrant(opened.Tenant, Mode.Live, LotKind.Goodwill, credits, $"test:{opened.Tenant}", "Opening credits"), CancellationToken.None));
        Assert.True(granted);
        var (keyId, key) = await MakeKeyAsync(opened.Tenant);
        return new(opened.Tenant, email, opened.Password!, keyId, key);
    }

    /// <summary>A job of a workspace, accepted and waiting for ever: the id as programs know it.</summary>
    internal async Task<string> CreateJobAsync(Workspace workspace)
    {
        using var program = Program(workspace.Key);
        using var answer = await program.PostAsync("/api/v1/jobs/createTask", new StringContent("""{"model":"google/nano-banana","input":{"prompt":"a red fox"}}"""));
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("data").GetProperty("taskId").GetString()!;
    }

    internal async Task<(Guid Id, string Secret)> MakeKeyAsync(TenantId tenant)
    {
        var key = (await AsOwnerAsync(tenant, (CreateApiKey create) => create.RunAsync(new("test"), CancellationToken.None))).Value!;
        return (key.Id, key.Secret);
    }

    internal Task<T> AsOwnerAsync<TUseCase, T>(TenantId tenant, Func<TUseCase, Task<T>> ask) where TUseCase : notnull =>
        InScopeAsync(actor => actor.BecomeMember(tenant, Mode.Live, Guid.Empty, "owner@portal.test", Role.Owner), services => ask(services.GetRequiredService<TUseCase>()));

    internal Task<T> AsStaffAsync<TUseCase, T>(Func<TUseCase, Task<T>> ask) where TUseCase : notnull =>
        InScopeAsync(actor => actor.BecomeStaff(Guid.Empty, "staff@portal.test", StaffRole.Operator), services => ask(services.GetRequiredService<TUseCase>()));

    internal Task<T> AsPlatformAsync<TUseCase, T>(Func<TUseCase, Task<T>> ask) where TUseCase : notnull =>
        InScopeAsync(actor => actor.BecomePlatform("test"), services => ask(services.GetRequiredService<TUseCase>()));

    /// <summary>One number straight from the database, past every fence.</summary>
    internal Task<long> ScalarAsync(string sql, params object[] values) => QueryAsync<long>(sql, values);

    /// <summary>One value straight from the database, past every fence.</summary>
    internal async Task<T> QueryAsync<T>(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(Connections.Platform);
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What every table holds now, except tables that are named and what schedules write by the clock; the work of jobs and orders is counted.</summary>
    internal Task<DatabaseSnapshot> SnapshotAsync(params IReadOnlyCollection<string> except) =>
        DatabaseSnapshot.TakeAsync(Connections.Platform, [.. except, "work_items", "work_periods"]);

    /// <summary>Does something as the platform in one transaction.</summary>
    internal Task<T> InTransactionAsync<T>(Func<IServiceProvider, Task<T>> act) => InScopeAsync(actor => actor.BecomePlatform("test"), async services =>
    {
        await using var transaction = await services.GetRequiredService<AppDbContext>().Database.BeginTransactionAsync();
        var answer = await act(services);
        await transaction.CommitAsync();
        return answer;
    });

    private async Task<T> InScopeAsync<T>(Action<Actor> become, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _portal!.Services.CreateAsyncScope();
        become(scope.ServiceProvider.GetRequiredService<Actor>());
        return await act(scope.ServiceProvider);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Token();

    /// <summary>A workspace and the ways into it.</summary>
    internal sealed record Workspace(TenantId Tenant, string Email, string Password, Guid KeyId, string Key);
}
