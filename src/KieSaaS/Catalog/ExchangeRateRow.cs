using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Catalog;

/// <summary>What a US dollar is worth in a currency from a day on, as staff said. Never changed: a later line for the same day corrects it.</summary>
internal sealed class ExchangeRateRow
{
    public required Guid Id { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>The first day (UTC).</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Millionths of the currency's unit for one US dollar.</summary>
    public required long MicrosPerDollar { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    public required string SetBy { get; init; }
}

internal sealed class ExchangeRateRowConfiguration : IEntityTypeConfiguration<ExchangeRateRow>
{
    public void Configure(EntityTypeBuilder<ExchangeRateRow> rate)
    {
        rate.ToTable("catalog_exchange_rates", table => table.HasCheckConstraint("catalog_exchange_rates_positive", "micros_per_dollar > 0"));
        rate.HasKey(r => r.Id);
        rate.Property(r => r.Id).ValueGeneratedNever();
        rate.Property(r => r.SetBy).HasMaxLength(200);
        rate.HasIndex(r => new { r.Currency, r.ValidFrom });
    }
}
