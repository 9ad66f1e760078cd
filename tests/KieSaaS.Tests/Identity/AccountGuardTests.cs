using KieSaaS.Identity;
using KieSaaS.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace KieSaaS.Tests.Identity;

/// <summary>What keeps two requests about one account apart.</summary>
public sealed class AccountGuardTests
{
    private const string EmailKey = "ix_identity_users_normalized_email", NameKey = "ix_identity_users_normalized_user_name", Better = "a new and better one";

    private static readonly Guard
        RowLock = Guard.InStatement(@"(from identity_users where id = @\w+) for update", "$1"),
        AddressRowLock = Guard.InStatement(@"(from identity_users where normalized_email = @\w+) for update", "$1"),
        AddressLock = Guard.InStatement(@"pg_advisory_xact_lock\(hashtextextended\(@\w+, 0\)\)", "1");

    [Fact]
    public async Task A_link_that_is_opened_twice_at_once_opens_one_workspace() => Assert.Equal(
        (long[])[1, 2],
        await Guards.PeelAsync<IdentityHouse, long>(
            async house =>
            {
                var email = NewAddress();
                await house.SignUpAsync(email);
                var link = await house.LinkToAsync(email);
                await house.RaceAsync(() => house.ConfirmAsync(link), () => house.ConfirmAsync(link));
                return await house.ScalarAsync<long>("select count(*) from identity_members where user_id = $1", link.User);
            },
            RowLock));

    [Fact]
    public async Task Two_who_sign_up_with_one_address_at_once_make_one_account() => Assert.Equal(
        ["yes: 1 accounts", $"{EmailKey}: 1 accounts", $"{NameKey}: 1 accounts", "yes: 2 accounts"],
        await Guards.PeelAsync<IdentityHouse, string>(
            async house =>
            {
                var email = NewAddress();
                var second = await house.RaceAsync(() => SignUpAsync(house, email), () => Race.VerdictAsync(() => SignUpAsync(house, email)));
                return $"{second}: {await house.ScalarAsync<long>("select count(*) from identity_users where email = $1", email)} accounts";
            },
            AddressLock,
            Guard.Index(EmailKey),
            Guard.Index(NameKey)));

    [Fact]
    public async Task A_stranger_who_signs_up_while_the_owner_confirms_does_not_change_the_owners_password() => Assert.Equal(
        (bool[])[true, false],
        await Guards.PeelAsync<IdentityHouse, bool>(
            async house =>
            {
                var email = NewAddress();
                await house.SignUpAsync(email);
                var link = await house.LinkToAsync(email);
                await house.RaceAsync(() => house.ConfirmAsync(link), () => SignUpAsync(house, email, Better));
                return (await house.SignInAsync(email)).Succeeded;
            },
            AddressRowLock));

    [Fact]
    public async Task A_link_to_reset_a_password_works_once() => Assert.Equal(
        ["identity.link-not-valid", nameof(IdentityErrorDescriber.ConcurrencyFailure), "yes"],
        await Guards.PeelAsync<IdentityHouse, string>(
            async house =>
            {
                var link = await ResetLinkAsync(house, NewAddress());
                return await house.RaceAsync(() => ResetAsync(house, link, Better), async () =>
                {
                    try
                    {
                        return await Race.VerdictAsync(() => ResetAsync(house, link, "the password of a thief"));
                    }
                    catch (InvalidOperationException e) when (e.Message.Contains(nameof(IdentityErrorDescriber.ConcurrencyFailure), StringComparison.Ordinal))
                    {
                        return nameof(IdentityErrorDescriber.ConcurrencyFailure);
                    }
                });
            },
            RowLock,
            Guard.InStatement(@" AND concurrency_stamp = @p\d+")));

    [Fact]
    public async Task A_sign_in_that_meets_a_reset_does_not_bring_the_old_password_back() => Assert.Equal(
        (bool[])[false, true],
        await Guards.PeelAsync<IdentityHouse, bool>(
            async house =>
            {
                var email = NewAddress();
                var link = await ResetLinkAsync(house, email);

                // A hash of an older strength, which a right password replaces.
                var weak = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 })).HashPassword(new User(), IdentityHouse.Password);
                await house.ScalarAsync<Guid>("update identity_users set password_hash = $2 where id = $1 returning id", link.User, weak);
                await house.RaceAsync(() => ResetAsync(house, link, Better), () => house.SignInAsync(email));
                return (await house.SignInAsync(email)).Succeeded;
            },
            Guard.InStatement(@" and security_stamp = @\w+")));

    [Fact]
    public async Task The_right_password_does_not_open_an_account_that_rests() => Assert.Equal(
        (bool[])[false, true],
        await Guards.PeelAsync<IdentityHouse, bool>(
            async house =>
            {
                var email = NewAddress();
                await house.JoinAsync(email);
                for (var wrong = 0; wrong < 5; wrong++)
                {
                    await house.SignInAsync(email, "wrong password");
                }

                return (await house.SignInAsync(email)).Succeeded;
            },
            Guard.InStatement(@" and \(lockout_end is null or lockout_end <= @\w+\)")));

    private static string NewAddress() => $"{Guid.NewGuid():n}@guard.example";

    private static Task<Result<SignUp.Answer>> SignUpAsync(IdentityHouse house, string email, string password = IdentityHouse.Password) =>
        house.AsPlatformAsync((SignUp signUp) => signUp.RunAsync(new(email, password, "Studio", "en"), CancellationToken.None));

    private static async Task<(Guid User, string Token)> ResetLinkAsync(IdentityHouse house, string email)
    {
        await house.JoinAsync(email);
        await house.AsPlatformAsync((RequestPasswordReset request) => request.RunAsync(email, CancellationToken.None));
        await house.RunDueWorkAsync();
        return await house.LinkToAsync(email);
    }

    private static Task<Result<ResetPassword.Answer>> ResetAsync(IdentityHouse house, (Guid User, string Token) link, string password) =>
        house.AsPlatformAsync((ResetPassword reset) => reset.RunAsync(new(link.User, link.Token, password), CancellationToken.None));
}
