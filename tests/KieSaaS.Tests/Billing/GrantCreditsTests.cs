using KieSaaS.Audit;
using KieSaaS.Billing;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Tests.Reporting;

namespace KieSaaS.Tests.Billing;

public sealed class GrantCreditsTests(StaffHouse house) : IClassFixture<StaffHouse>
{
    [Fact]
    public async Task A_grant_is_on_the_ledger_with_its_reason_and_in_the_audit_log()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(10));

        var effect = (await GrantAsync(tenant, "25.5", "Sorry for the outage")).Value!;

        Assert.Equal(new GrantCredits.Effect(new Credits(25_500_000), Credits.Zero, new Credits(35_500_000)), effect);
        var ledger = await house.AsMemberAsync(tenant, (ListLedger list) => list.RunAsync(null, null, CancellationToken.None));
        Assert.Equal((LedgerKind.Grant, "Sorry for the outage", new Credits(25_500_000)), (ledger.Lines[0].Kind, ledger.Lines[0].Note, ledger.Lines[0].Change));
        var audit = await house.AsStaffAsync((ListAudit list) => list.RunAsync(new(tenant, "credits.granted"), CancellationToken.None));
        var entry = Assert.Single(audit.Entries);
        Assert.Equal("staff staff@test", entry.Actor);
        Assert.Contains("Sorry for the outage", entry.Facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_twenty_times_grants_once()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var request = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GrantAsync(tenant, "7", "Goodwill", request)));

        Assert.All(answers, answer => Assert.Equal(Credits.Of(7), answer.Value!.Amount));
        Assert.Equal(1, answers.Count(answer => !answer.Value!.IsRepeat));
        Assert.Equal(Credits.Of(7), await BalanceAsync(tenant));
        var audit = await house.AsStaffAsync((ListAudit list) => list.RunAsync(new(tenant), CancellationToken.None));
        Assert.Single(audit.Entries);
    }

    [Fact]
    public async Task The_same_request_with_another_amount_is_a_conflict_and_changes_nothing()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var request = Guid.NewGuid();
        await GrantAsync(tenant, "7", "Goodwill", request);

        var second = await GrantAsync(tenant, "70", "Goodwill", request);

        Assert.Equal((RefusalKind.Conflict, "billing.grant-used"), (second.Refusal!.Kind, second.Refusal.Code));
        Assert.Equal(Credits.Of(7), await BalanceAsync(tenant));
    }

    [Theory]
    [InlineData("0", "Goodwill", "amount")]
    [InlineData("-5", "Goodwill", "amount")]
    [InlineData("0.0000001", "Goodwill", "amount")]
    [InlineData("1000000.000001", "Goodwill", "amount")]
    [InlineData("12,5", "Goodwill", "amount")]
    [InlineData("many", "Goodwill", "amount")]
    [InlineData(null, "Goodwill", "amount")]
    [InlineData("5", "  ", "reason")]
    [InlineData("5", null, "reason")]
    public async Task A_wrong_amount_or_a_missing_reason_is_refused_by_field_and_changes_nothing(string? amount, string? reason, string field)
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1));

        var refused = await GrantAsync(tenant, amount, reason);

        Assert.Equal((RefusalKind.Invalid, field), (refused.Refusal!.Kind, refused.Refusal.Field));
        Assert.Equal(Credits.Of(1), await BalanceAsync(tenant));
    }

    [Fact]
    public async Task The_preview_names_the_effect_and_changes_nothing()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(10));

        var effect = await house.AsStaffAsync((GrantCredits grant) =>
            grant.PreviewAsync(new(tenant, "5", "Goodwill", Guid.NewGuid()), CancellationToken.None));

        Assert.Equal(Credits.Of(15), effect.Value!.BalanceAfter);
        Assert.Equal(Credits.Of(10), await BalanceAsync(tenant));
    }

    [Theory]
    [InlineData(StaffRole.Support)]
    [InlineData(StaffRole.Pricing)]
    public async Task Roles_without_the_right_are_refused(StaffRole role)
    {
        var tenant = await house.OpenWorkspaceAsync();

        var refused = await house.AsStaffAsync((GrantCredits grant) => grant.RunAsync(new(tenant, "5", "Goodwill", Guid.NewGuid()), CancellationToken.None), role);

        Assert.Equal(RefusalKind.Forbidden, refused.Refusal!.Kind);
    }

    [Fact]
    public async Task A_member_is_refused_and_an_operator_at_the_machine_is_not()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var command = new GrantCredits.Command(tenant, "5", "Goodwill", Guid.NewGuid());

        var member = await house.AsMemberAsync(tenant, (GrantCredits grant) => grant.RunAsync(command, CancellationToken.None));
        var operatorCommand = await house.AsPlatformAsync((GrantCredits grant) => grant.RunAsync(command, CancellationToken.None));

        Assert.Equal(RefusalKind.Forbidden, member.Refusal!.Kind);
        Assert.True(operatorCommand.Succeeded);
    }

    [Fact]
    public async Task An_unknown_workspace_is_not_found() =>
        Assert.Equal(RefusalKind.NotFound, (await GrantAsync(TenantId.New(), "5", "Goodwill")).Refusal!.Kind);

    private Task<Result<GrantCredits.Effect>> GrantAsync(TenantId tenant, string? amount, string? reason, Guid? request = null) =>
        house.AsStaffAsync((GrantCredits grant) => grant.RunAsync(new(tenant, amount, reason, request ?? Guid.NewGuid()), CancellationToken.None));

    private async Task<Credits> BalanceAsync(TenantId tenant) =>
        (await house.AsMemberAsync(tenant, (ReadBalance read) => read.RunAsync(CancellationToken.None))).Balance;
}
