using System.Reflection;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Data;

/// <summary>
/// The one database of the house. It names no module's types: entities come from their configurations and are read through
/// <c>Set&lt;T&gt;()</c>. Every tenant's row is fenced; a scope without a tenant sees none.
/// </summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options, Actor actor) : DbContext(options)
{
    /// <summary>Names of the query filters.</summary>
    public const string TenantFilter = "tenant", ModeFilter = "mode";

    private static readonly MethodInfo FenceTenantMethod = typeof(AppDbContext).GetMethod(nameof(FenceTenant), BindingFlags.Instance | BindingFlags.NonPublic)!;
    private static readonly MethodInfo FenceModeMethod = typeof(AppDbContext).GetMethod(nameof(FenceMode), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>Who asks.</summary>
    public Actor Actor => actor;

    private TenantId? CurrentTenant => actor.Tenant;

    private Mode CurrentMode => actor.Mode;

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Credits>().HaveConversion<CreditsConverter>();
        configurationBuilder.Properties<TenantId>().HaveConversion<TenantIdConverter>();
        configurationBuilder.Properties<Currency>().HaveConversion<CurrencyConverter>().HaveMaxLength(3);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().ToList())
        {
            if (entity.ClrType.IsAssignableTo(typeof(ITenantOwned)))
            {
                FenceTenantMethod.MakeGenericMethod(entity.ClrType).Invoke(this, [modelBuilder]);
            }

            if (entity.ClrType.IsAssignableTo(typeof(IModeOwned)))
            {
                FenceModeMethod.MakeGenericMethod(entity.ClrType).Invoke(this, [modelBuilder]);
            }
        }

        SnakeCase.Apply(modelBuilder.Model);
    }

    // No current tenant means no rows: forgetting to say who asks hides data, it never shows it.
    private void FenceTenant<T>(ModelBuilder model) where T : class, ITenantOwned =>
        model.Entity<T>().HasQueryFilter(TenantFilter, row => row.TenantId == CurrentTenant);

    private void FenceMode<T>(ModelBuilder model) where T : class, IModeOwned =>
        model.Entity<T>().HasQueryFilter(ModeFilter, row => row.Mode == CurrentMode);
}
