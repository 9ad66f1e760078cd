namespace KieSaaS.Tests.Billing.Stripe;

public sealed class NodeSdkTests(StripeSandboxFixture stripe) : IClassFixture<StripeSandboxFixture>
{
    [Fact]
    public async Task The_official_sdk_takes_the_sandbox_for_stripe()
    {
        Prerequisite.NpmPackage("stripe");
        Assert.Equal("ok", (await NodeScript.RunAsync("sdk.mjs", stripe.Sandbox.Address.AbsoluteUri)).Trim());
    }
}
