using System.Diagnostics;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Tests.Identity;

public sealed class SignInTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task Five_wrong_passwords_rest_the_account_for_a_quarter_of_an_hour()
    {
        await house.JoinAsync("locked@in.example");
        for (var i = 0; i < 5; i++)
        {
            await house.SignInAsync("locked@in.example", "wrong password");
        }

        Assert.False((await house.SignInAsync("locked@in.example")).Succeeded);
        house.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await house.SignInAsync("locked@in.example")).Succeeded);
    }

    [Fact]
    public async Task Many_guesses_at_once_get_no_more_than_five_tries()
    {
        await house.JoinAsync("guessed@in.example");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => house.SignInAsync("guessed@in.example", $"guess number {i}")));

        var user = await house.ScalarAsync<Guid>("select id from identity_users where email = 'guessed@in.example'");
        Assert.Equal(5L, await house.ScalarAsync<long>("select count(*) from audit_entries where action = 'sign-in.failed' and subject = $1", $"user {user}"));
        Assert.Equal(15L, await house.ScalarAsync<long>("select count(*) from audit_entries where action = 'sign-in.locked' and subject = $1", $"user {user}"));
    }

    [Fact]
    public async Task A_right_password_sets_the_count_back()
    {
        await house.JoinAsync("clumsy@in.example");
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                await house.SignInAsync("clumsy@in.example", "wrong password");
            }

            Assert.True((await house.SignInAsync("clumsy@in.example")).Succeeded);
        }
    }

    [Fact]
    public async Task An_unknown_address_answers_like_a_wrong_password_and_takes_as_long()
    {
        await house.JoinAsync("timed@in.example");
        await house.SignInAsync("warm@in.example", "wrong password");
        await house.SignInAsync("timed@in.example");
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < 4; i++)
        {
            known.Add(await TimeAsync("timed@in.example"));
            unknown.Add(await TimeAsync("nobody@in.example"));
        }

        // The hash dominates both; a missing one would be a tenth of the time.
        Assert.InRange(unknown.Order().ElementAt(1) / known.Order().ElementAt(1), 0.5, 2);
        Assert.Equal((await house.SignInAsync("timed@in.example", "wrong")).Refusal, (await house.SignInAsync("nobody@in.example", "wrong")).Refusal);
    }

    [Fact]
    public async Task A_password_reset_ends_sessions_works_once_and_opens_a_locked_account()
    {
        var tenant = await house.JoinAsync("forgot@in.example");
        var before = (await house.SignInAsync("forgot@in.example")).Value!;
        for (var i = 0; i < 5; i++)
        {
            await house.SignInAsync("forgot@in.example", "wrong password");
        }

        await house.AsPlatformAsync((RequestPasswordReset request) => request.RunAsync("forgot@in.example", CancellationToken.None));
        await house.RunDueWorkAsync();
        var link = await house.LinkToAsync("forgot@in.example");
        Assert.Equal("password", (await ResetAsync(link, "short")).Refusal!.Field);
        Assert.True((await ResetAsync(link, "a new and better one")).Succeeded);

        Assert.Equal("identity.link-not-valid", (await ResetAsync(link, "another new password")).Refusal!.Code);
        Assert.True((await house.SignInAsync("forgot@in.example", "a new and better one")).Succeeded);
        Assert.Null(await CheckAsync(new(before.UserId, before.SecurityStamp, tenant, Guid.NewGuid())));
        await house.RunDueWorkAsync();
        Assert.Equal("Your password was changed", (await house.MailToAsync("forgot@in.example"))[0].Subject);
    }

    [Fact]
    public async Task A_reset_link_is_good_for_an_hour_and_never_confirms_an_address()
    {
        await house.JoinAsync("slow@in.example");
        await house.AsPlatformAsync((RequestPasswordReset request) => request.RunAsync("slow@in.example", CancellationToken.None));
        await house.RunDueWorkAsync();
        var link = await house.LinkToAsync("slow@in.example");

        Assert.False((await house.ConfirmAsync(link)).Succeeded);
        house.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False((await ResetAsync(link, "a new and better one")).Succeeded);
    }

    [Fact]
    public async Task Asking_for_a_reset_of_an_unknown_address_answers_alike_and_sends_nothing()
    {
        var answer = await house.AsPlatformAsync((RequestPasswordReset request) => request.RunAsync("ghost@in.example", CancellationToken.None));
        await house.RunDueWorkAsync();

        Assert.True(answer.Succeeded);
        Assert.Empty(await house.MailToAsync("ghost@in.example"));
    }

    [Fact]
    public async Task Staff_get_a_first_password_that_works_and_keep_their_account()
    {
        var added = (await house.AsPlatformAsync((AddStaff add) => add.RunAsync(new("grace@staff.example", StaffRole.Finance), CancellationToken.None))).Value!;
        var again = (await house.AsPlatformAsync((AddStaff add) => add.RunAsync(new("grace@staff.example", StaffRole.Operator), CancellationToken.None))).Value!;

        Assert.Equal((added.UserId, null), (again.UserId, again.Password));
        Assert.Equal(StaffRole.Operator, (await house.SignInAsync("grace@staff.example", added.Password!)).Value!.Staff);
    }

    [Fact]
    public async Task A_session_knows_a_changed_role_and_a_removed_member_within_two_seconds()
    {
        var tenant = await house.JoinAsync("member@in.example");
        var session = (await house.SignInAsync("member@in.example")).Value!;
        var question = new SessionCheck.Question(session.UserId, session.SecurityStamp, tenant, Guid.NewGuid());
        Assert.Equal(Role.Owner, (await CheckAsync(question))!.Membership!.Role);

        await house.ScalarAsync<string>("update identity_members set role = 'Viewer' where tenant_id = $1 returning role", tenant.Value);
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Role.Viewer, (await CheckAsync(question))!.Membership!.Role);

        await house.ScalarAsync<string>("delete from identity_members where tenant_id = $1 returning role", tenant.Value);
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null((await CheckAsync(question))!.Membership);
    }

    [Fact]
    public async Task A_session_cannot_choose_a_workspace_that_is_not_its_own()
    {
        var (mine, theirs) = (await house.JoinAsync("one@in.example"), await house.JoinAsync("two@in.example"));
        var session = (await house.SignInAsync("one@in.example")).Value!;

        Assert.Null((await CheckAsync(new(session.UserId, session.SecurityStamp, theirs, Guid.NewGuid())))!.Membership);
        Assert.NotNull((await CheckAsync(new(session.UserId, session.SecurityStamp, mine, Guid.NewGuid())))!.Membership);
    }

    private Task<SessionCheck.Answer?> CheckAsync(SessionCheck.Question question) =>
        house.AsPlatformAsync((SessionCheck check) => check.RunAsync(question, CancellationToken.None).AsTask());

    private Task<Result<ResetPassword.Answer>> ResetAsync((Guid User, string Token) link, string password) =>
        house.AsPlatformAsync((ResetPassword reset) => reset.RunAsync(new(link.User, link.Token, password), CancellationToken.None));

    private async Task<double> TimeAsync(string email)
    {
        var began = Stopwatch.GetTimestamp();
        await house.SignInAsync(email, "wrong password");
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
