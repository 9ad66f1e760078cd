using KieSaaS.Billing;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Reporting;

/// <summary>Two months of a workspace that has everything: a bonus, a purchase, jobs that deliver and fail, an expiry, a quiet start of April.</summary>
internal static class BusyMonth
{
    public const int Jobs = 60, Failed = 12;

    public static readonly Credits Welcome = Credits.Of(50), Pack = Credits.Of(1_000), Picture = new(2_400_001), Video = new(12_500_000);

    private static readonly DateTimeOffset March = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<TenantId> LiveAsync(ReportingHouse house, string name = "Acme Studio", string language = "en", DateTimeOffset? march = null)
    {
        var start = march ?? March;
        var tenant = await house.OpenAsync(start.AddDays(2).AddHours(9), name, language);
        await house.GrantAsync(tenant, LotKind.Bonus, Welcome, "Welcome bonus", expiresAt: start.AddDays(20));
        await house.GrantAsync(tenant, LotKind.Purchased, Pack, "1,000 credits");
        for (var index = 0; index < Jobs; index++)
        {
            house.MoveTo(start.AddDays(3 + (index / 4)).AddHours(10 + (index % 4)));
            var isVideo = index % 6 == 1;
            await house.RunJobAsync(
                tenant,
                isVideo ? "veo-3-1" : "nano-banana",
                isVideo ? Video : Picture,
                TimeSpan.FromSeconds(isVideo ? 90 : 4),
                fails: index % 5 == 4);
        }

        // A second gift runs out while much of it is left.
        await house.GrantAsync(tenant, LotKind.Promotion, Credits.Of(25), "SPRING", expiresAt: start.AddDays(25));
        house.MoveTo(start.AddDays(26));
        await house.ExpireAsync(tenant);

        house.MoveTo(start.AddMonths(1).AddDays(1));
        await house.RunJobAsync(tenant, "nano-banana", Picture, TimeSpan.FromSeconds(5));
        await house.GrantAsync(tenant, LotKind.Purchased, Credits.Of(500), "500 credits");
        return tenant;
    }
}
