using KieSaaS.Billing;

namespace KieSaaS.Tests.Identity;

public sealed class SignUpTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task Signing_up_and_confirming_opens_a_workspace_with_its_wallet()
    {
        var tenant = await house.JoinAsync("ada@first.example", "Analytical Engines");

        var answer = await house.SignInAsync("ADA@first.example");
        var membership = Assert.Single(answer.Value!.Memberships);
        Assert.Equal(("Analytical Engines", Tenancy.Role.Owner), (membership.Workspace, membership.Role));
        Assert.Equal(2L, await house.ScalarAsync<long>("select count(*) from billing_wallets where tenant_id = $1", tenant.Value));
        Assert.NotNull(await house.AsMemberAsync(tenant, (ReadBalance read) => read.RunAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task A_confirmation_link_works_again_and_opens_one_workspace()
    {
        await house.SignUpAsync("twice@first.example");
        var link = await house.LinkToAsync("twice@first.example");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.ConfirmAsync(link)));

        Assert.All(answers, answer => Assert.True(answer.Succeeded));
        Assert.Single((await house.SignInAsync("twice@first.example")).Value!.Memberships);
    }

    [Fact]
    public async Task Nobody_signs_in_before_the_address_is_confirmed()
    {
        await house.SignUpAsync("waits@first.example");

        Assert.Equal("identity.not-confirmed", (await house.SignInAsync("waits@first.example")).Refusal!.Code);
        Assert.Equal("identity.sign-in-refused", (await house.SignInAsync("waits@first.example", "another password")).Refusal!.Code);
    }

    [Fact]
    public async Task A_known_address_gets_the_same_answer_and_a_mail_that_says_so()
    {
        await house.JoinAsync("known@first.example");

        var answer = await house.SignUpAsync("known@first.example", "a quite different one");

        Assert.Equal("known@first.example", answer.Value!.Email);
        Assert.Equal("You already have an account", (await house.MailToAsync("known@first.example"))[0].Subject);
        Assert.False((await house.SignInAsync("known@first.example", "a quite different one")).Succeeded);
    }

    [Fact]
    public async Task Whoever_signs_up_last_sets_the_password_that_the_confirmation_confirms()
    {
        await house.SignUpAsync("victim@first.example", "the stranger's own word", "Stranger");
        var strangersLink = await house.LinkToAsync("victim@first.example");
        await house.SignUpAsync("victim@first.example", workspace: "Victim");

        Assert.False((await house.ConfirmAsync(strangersLink, "the stranger's own word")).Succeeded);
        Assert.True((await house.ConfirmAsync(await house.LinkToAsync("victim@first.example"))).Succeeded);
        Assert.False((await house.SignInAsync("victim@first.example", "the stranger's own word")).Succeeded);
        Assert.Equal("Victim", (await house.SignInAsync("victim@first.example")).Value!.Memberships.Single().Workspace);
    }

    [Fact]
    public async Task A_stranger_who_signs_up_after_the_owner_does_not_get_in_by_the_owners_click()
    {
        const string email = "vic@first.example", strangers = "the stranger's own word";
        await house.SignUpAsync(email, workspace: "Vic");
        await house.SignUpAsync(email, strangers, "Stranger");

        var refused = await house.ConfirmAsync(await house.LinkToAsync(email));
        Assert.Equal(("identity.confirm-refused", "password"), (refused.Refusal!.Code, refused.Refusal.Field));
        Assert.Equal("identity.not-confirmed", (await house.SignInAsync(email, strangers)).Refusal!.Code);

        await house.SignUpAsync(email, workspace: "Vic");
        Assert.True((await house.ConfirmAsync(await house.LinkToAsync(email))).Succeeded);
        Assert.False((await house.SignInAsync(email, strangers)).Succeeded);
        Assert.Equal("Vic", (await house.SignInAsync(email)).Value!.Memberships.Single().Workspace);
    }

    [Fact]
    public async Task A_link_gives_five_tries_of_the_password_and_a_new_sign_up_begins_anew()
    {
        const string email = "guess@first.example";
        await house.SignUpAsync(email);
        var link = await house.LinkToAsync(email);
        for (var wrong = 0; wrong < 5; wrong++)
        {
            Assert.Equal("identity.confirm-refused", (await house.ConfirmAsync(link, "wrong password")).Refusal!.Code);
        }

        Assert.Equal("identity.confirm-refused", (await house.ConfirmAsync(link)).Refusal!.Code);
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from identity_members where user_id = $1", link.User));

        await house.SignUpAsync(email, "a quite different one");
        Assert.True((await house.ConfirmAsync(await house.LinkToAsync(email), "a quite different one")).Succeeded);
    }

    [Fact]
    public async Task Ten_requests_at_once_make_one_account()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            house.AsPlatformAsync((KieSaaS.Identity.SignUp signUp) => signUp.RunAsync(new("crowd@first.example", IdentityHouse.Password, "Crowd", "en"), CancellationToken.None))));

        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from identity_users where email = 'crowd@first.example'"));
    }

    [Theory]
    [InlineData("not an address", IdentityHouse.Password, "Studio", "email")]
    [InlineData("Ada <ada@example.com>", IdentityHouse.Password, "Studio", "email")]
    [InlineData("ada@localhost", IdentityHouse.Password, "Studio", "email")]
    [InlineData("ada@example.com", IdentityHouse.Password, "  ", "workspace")]
    [InlineData("ada@example.com", "too short", "Studio", "password")]
    [InlineData("ada@example.com", "Password123!", "Studio", "password")]
    [InlineData("ada@example.com", "qwertyuiop", "Studio", "password")]
    [InlineData("ada@example.com", "aaaaaaaaaaaa", "Studio", "password")]
    [InlineData("ada@example.com", "ADA@example.com", "Studio", "password")]
    [InlineData("ada@example.com", "studio of ada", "Studio of Ada", "password")]
    public async Task Wrong_input_is_refused_by_its_field_and_changes_nothing(string email, string password, string workspace, string field)
    {
        var answer = await house.SignUpAsync(email, password, workspace);

        Assert.Equal(field, answer.Refusal!.Field);
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from identity_users where email = 'ada@example.com'"));
    }

    [Theory]
    [InlineData("пароль из обычных слов")]
    [InlineData("onlylowercaseletters")]
    [InlineData("with spaces 🎈 and more")]
    public async Task There_are_no_rules_of_composition(string password) =>
        Assert.True((await house.SignUpAsync($"{Guid.NewGuid():n}@first.example", password)).Succeeded);

    [Fact]
    public async Task A_confirmation_link_is_good_for_a_day()
    {
        await house.SignUpAsync("late@first.example");
        var link = await house.LinkToAsync("late@first.example");
        house.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal("identity.link-not-valid", (await house.ConfirmAsync(link)).Refusal!.Code);
        Assert.Equal("identity.link-not-valid", (await house.ConfirmAsync((link.User, "mangled"))).Refusal!.Code);
        Assert.Equal("identity.link-not-valid", (await house.ConfirmAsync((Guid.NewGuid(), link.Token))).Refusal!.Code);
    }

    [Fact]
    public async Task Mail_speaks_the_language_of_the_form()
    {
        await house.SignUpAsync("anna@first.example", language: "ru");

        Assert.Equal("Подтвердите адрес электронной почты", (await house.MailToAsync("anna@first.example"))[0].Subject);
    }

    [Fact]
    public async Task No_token_waits_in_the_queue()
    {
        await house.AsPlatformAsync((KieSaaS.Identity.SignUp signUp) => signUp.RunAsync(new("queue@first.example", IdentityHouse.Password, "Queue", "en"), CancellationToken.None));
        var payload = await house.ScalarAsync<string>("select payload from work_items where kind = 'identity.letter' and payload like '%queue@first.example%'");
        await house.RunDueWorkAsync();

        Assert.DoesNotContain((await house.LinkToAsync("queue@first.example")).Token, payload, StringComparison.Ordinal);
        Assert.DoesNotContain("oken", payload, StringComparison.Ordinal);
    }
}
