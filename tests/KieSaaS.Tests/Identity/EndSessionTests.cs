using KieSaaS.Data;
using KieSaaS.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Identity;

public sealed class EndSessionTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task A_session_that_ended_is_over_at_once_and_the_persons_other_session_goes_on()
    {
        var (ended, other) = await OpenTwoAsync("out@in.example");
        Assert.NotNull(await CheckAsync(ended));
        Assert.NotNull(await CheckAsync(other));

        await EndAsync(ended);
        await EndAsync(ended);

        Assert.Null(await CheckAsync(ended));
        Assert.Null(await CheckAsync(ended with { Tenant = null }));
        Assert.NotNull(await CheckAsync(other));
    }

    [Fact]
    public async Task Another_node_hears_that_a_session_ended()
    {
        var (ended, other) = await OpenTwoAsync("far@in.example");
        using var elsewhere = await house.AsPlatformAsync((IServiceProvider services) => Task.FromResult(new SessionCheck(
            services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<Signals>(), services.GetRequiredService<TimeProvider>())));
        Assert.NotNull(await elsewhere.RunAsync(ended, CancellationToken.None));

        await EndAsync(ended);

        // The clock stands still: what is kept does not grow old by itself.
        for (var look = 0; look < 500 && await elsewhere.RunAsync(ended, CancellationToken.None) is not null; look++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Null(await elsewhere.RunAsync(ended, CancellationToken.None));
        Assert.NotNull(await elsewhere.RunAsync(other, CancellationToken.None));
    }

    [Fact]
    public async Task An_ended_session_is_forgotten_when_no_cookie_of_it_can_be_good()
    {
        var (first, second) = await OpenTwoAsync("old@in.example");
        await EndAsync(first);
        house.Clock.Advance(SessionCheck.Life);
        await EndAsync(second);
        Assert.Equal(2L, await RememberedAsync(first.UserId));

        house.Clock.Advance(TimeSpan.FromHours(2));
        await EndAsync(second with { SessionId = Guid.NewGuid() });
        Assert.Equal(2L, await RememberedAsync(first.UserId));
        Assert.Null(await CheckAsync(second));
    }

    private async Task<(SessionCheck.Question, SessionCheck.Question)> OpenTwoAsync(string email)
    {
        var tenant = await house.JoinAsync(email);
        var person = (await house.SignInAsync(email)).Value!;
        var session = new SessionCheck.Question(person.UserId, person.SecurityStamp, tenant, Guid.NewGuid());
        return (session, session with { SessionId = Guid.NewGuid() });
    }

    private Task<SessionCheck.Answer?> CheckAsync(SessionCheck.Question question) =>
        house.AsPlatformAsync((SessionCheck check) => check.RunAsync(question, CancellationToken.None).AsTask());

    private Task EndAsync(SessionCheck.Question question) => house.AsPlatformAsync(async (EndSession end) =>
    {
        await end.RunAsync(new(question.SessionId, question.UserId), CancellationToken.None);
        return true;
    });

    private Task<long> RememberedAsync(Guid user) => house.ScalarAsync<long>("select count(*) from identity_ended_sessions where user_id = $1", user);
}
