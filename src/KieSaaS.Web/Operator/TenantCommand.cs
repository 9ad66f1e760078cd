using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using KieSaaS.Billing;
using KieSaaS.Data;
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

    private static async Task<Result<JsonObject>> RunAsync(
        IServiceProvider services, string name, string email, string? credits, Mode? keyMode, CancellationToken ct)
    {
        var amount = Credits.Zero;
        if (credits is not null && (!Credits.TryParse(credits, out amount) || !amount.IsPositive))
        {
            return new Refusal(RefusalKind.Invalid, "operator.credits", "--credits must be a number above zero with at most six decimals.") { Field = "credits" };
        }

        await OperatorSession.MigrateAsync(services, ct);
        var added = await services.GetRequiredService<AddTenant>().RunAsync(new AddTenant.Question(name, email), ct);
        if (!added.Succeeded)
        {
            return added.Refusal;
        }

        var answer = new JsonObject { ["tenantId"] = added.Value.Tenant.ToString(), ["password"] = added.Value.Password };
        if (amount.IsPositive)
        {
            await GrantAsync(services, added.Value.Tenant, amount, ct);
            answer["credits"] = amount.ToString();
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

    private static async Task GrantAsync(IServiceProvider services, TenantId tenant, Credits amount, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await services.GetRequiredService<CreditLedger>().GrantAsync(
            new CreditGrant(tenant, Mode.Live, LotKind.Goodwill, amount, "operator:opening", "Opening credits"), ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task<Result<CreateApiKey.Answer>> CreateKeyAsync(IServiceProvider services, AddTenant.Answer added, Mode mode, CancellationToken ct)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeMember(added.Tenant, mode, added.OwnerId, "operator", Role.Owner);
        return await scope.ServiceProvider.GetRequiredService<CreateApiKey>().RunAsync(
            new CreateApiKey.Question(string.Create(CultureInfo.InvariantCulture, $"Made by the operator ({mode.ToString().ToLowerInvariant()})")), ct);
    }
}
