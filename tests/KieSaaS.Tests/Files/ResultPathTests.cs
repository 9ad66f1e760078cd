using KieSaaS.Files;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Files;

public sealed class ResultPathTests
{
    private static readonly TenantId Tenant = new(Guid.Parse("018f0000-0000-7000-8000-000000000001"));
    private static readonly Guid Job = Guid.Parse("018f0000-0000-7000-8000-000000000002");

    [Fact]
    public void A_result_lies_under_its_tenant_and_kind() => Assert.Equal(
        "018f0000-0000-7000-8000-000000000001/image/018f0000-0000-7000-8000-000000000002_3_20261121T071500Z.png",
        ResultPath.For(Tenant, "Image", Job, 3, new DateTimeOffset(2026, 11, 21, 8, 15, 0, TimeSpan.FromHours(1)), "png"));

    [Theory]
    [InlineData("../image", "png")]
    [InlineData("", "png")]
    [InlineData("image", "p/ng")]
    [InlineData("image", "png\0")]
    public void Parts_that_would_leave_the_place_are_refused(string kind, string extension) =>
        Assert.Throws<ArgumentException>(() => ResultPath.For(Tenant, kind, Job, 0, DateTimeOffset.UnixEpoch, extension));
}
