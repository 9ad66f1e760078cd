using KieSaaS.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KieSaaS.Tests.Data;

public sealed class KeyRingTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Master = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    [Fact]
    public void Two_nodes_read_what_the_other_sealed_and_the_database_alone_tells_nothing()
    {
        using var first = Node(Master);
        var text = Protector(first).Protect("a session");
        using var second = Node(Master);

        Assert.Equal("a session", Protector(second).Unprotect(text));
        using var thief = Node(Convert.ToBase64String(new byte[32]));
        Assert.ThrowsAny<Exception>(() => Protector(thief).Unprotect(text));
    }

    [Fact]
    public async Task No_key_of_the_ring_is_stored_in_clear()
    {
        using var node = Node(Master);
        Protector(node).Protect("anything");

        var xml = await house.ScalarAsync<string>("select string_agg(xml, '') from data_protection_keys");
        Assert.Contains("<sealed", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("MDEyMzQ1Njc4OWFiY2RlZg==")]
    [InlineData("not base64 and not hexadecimal, however long it may be")]
    public async Task A_short_or_unreadable_master_key_refuses_to_start(string master)
    {
        using var node = Node(master);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => node.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains(MasterKey.Setting, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_without_a_master_key_refuses_to_start()
    {
        using var node = Node(null);

        Assert.Contains("is not set", (await Assert.ThrowsAsync<InvalidOperationException>(() => node.StartAsync(TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    private IHost Node(string? master)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection([new(MasterKey.Setting, master)]);
        builder.Services.AddData(house.Connections);
        builder.Services.AddKeyRing();
        return builder.Build();
    }

    private static IDataProtector Protector(IHost node) => node.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
