using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using KieSaaS.Billing;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Web.Operator;

internal static class TenantCommand
{
    public static Command CreateAdd()
    {
        var name = new Option<string>("--name") { Required = true, Description = "The workspace's name." };
        var email = new Option<string>("--email") { Required = true, Description = "Its owner." };
        var credits = new Option<string>("--credits") { Description = "Credits to begin with, such as 250 or 12.5." };
        var apiKey = new Option<Mode?>("--api-key") { Description = "Also make an API key: live or test." };
        var command = new Command("add", "Opens a workspace for an owner; prints tenantId and apiKey, and a one-time password for a new account.") { name, email, credits, apiKey };
        command.SetAction((parsed, ct) => OperatorSession.RunAsync(
            parsed,
            (services, token) => RunAsync(
                services, parsed.GetRequiredValue(name), parsed.GetRequiredValue(email), parsed.GetValue(credits), parsed.GetValue(apiKey), token),
            ct));
        return command;
    }

    /// <summary>Refuses a wrong amount before anything is touched.</summary>
    internal static async Task<Result<JsonObject>> RunAsync(
        IServiceProvider services, string name, string email, string? credits, Mode? keyMode, CancellationToken ct)
    {
        var amount = Credits.Zero;
        if (credits is not null && (!Credits.TryParse(credits, out amount) || !amount.IsPositive || amount > GrantCredits.Most))
        {
            return new Refusal(
                RefusalKind.Invalid, "operator.credits", $"--credits must be a number above zero with at most six decimals, and at most {GrantCredits.Most}.")
            { Field = "credits" };
        }

        await OperatorSession.MigrateAsync(services, ct);
        return await OpenAsync(services, name, email, amount, keyMode, ct);
    }

    /// <summary>Opens the workspace on a database that is up to date; zero credits give none.</summary>
    internal static async Task<Result<JsonObject>> OpenAsync(
        IServiceProvider services, string name, string email, Credits amount, Mode? keyMode, CancellationToken ct)
    {
        var added = await services.GetRequiredService<AddTenant>().RunAsync(new AddTenant.Question(name, email), ct);
        if (!added.Succeeded)
        {
            return added.Refusal;
        }

        var answer = new JsonObject { ["tenantId"] = added.Value.Tenant.ToString(), ["password"] = added.Value.Password };
        if (amount.IsPositive)
        {
            var granted = await GrantAsync(services, added.Value.Tenant, amount, ct);
            if (!granted.Succeeded)
            {
                return granted.Refusal;
            }

            answer["credits"] = granted.Value.Amount.ToString();
        }

        if (keyMode is { } mode)
        {
            var key = await CreateKeyAsync(services, added.Value, mode, ct);
            if (!key.Succeeded)
            {
                return key.Refusal;
            }

            answer["apiKey"] = key.Value.Secret;
        }

        return answer;
    }

    // The workspace is new, so its own id stands for the one request that opens it with credits.
    private static Task<Result<GrantCredits.Effect>> GrantAsync(IServiceProvider services, TenantId tenant, Credits amount, CancellationToken ct) =>
        services.GetRequiredService<GrantCredits>().RunAsync(new GrantCredits.Command(tenant, amount.ToString(), "Opening credits", tenant.Value), ct);

    private static async Task<Result<CreateApiKey.Answer>> CreateKeyAsync(IServiceProvider services, AddTenant.Answer added, Mode mode, CancellationToken ct)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeMember(added.Tenant, mode, added.OwnerId, "operator", Role.Owner);
        return await scope.ServiceProvider.GetRequiredService<CreateApiKey>().RunAsync(
            new CreateApiKey.Question(string.Create(CultureInfo.InvariantCulture, $"Made by the operator ({mode.ToString().ToLowerInvariant()})")), ct);
    }
}
