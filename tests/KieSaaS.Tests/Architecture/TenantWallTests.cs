using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace KieSaaS.Tests.Architecture;

/// <summary>The first of the three walls between tenants, and that the schema in the migrations is the model's.</summary>
public sealed class TenantWallTests : IDisposable
{
    // Rows that name a tenant and are the platform's all the same.
    private static readonly Dictionary<string, string> Unfenced = new(StringComparer.Ordinal)
    {
        ["AuditEntry"] = "the platform's own acts have no tenant; staff alone read it",
        ["WorkItem"] = "the queue is the platform's; some work concerns no tenant",
    };

    private readonly AppDbContext _db = new(ContextOptions.WithoutDatabase, new Actor());

    public void Dispose() => _db.Dispose();

    [Fact]
    public void Every_row_that_names_a_tenant_is_fenced_or_says_why_not() => Assert.Equal(
        Unfenced.Keys.Order(StringComparer.Ordinal),
        Entities().Where(NamesTenant).Where(entity => !IsFenced(entity)).Select(entity => entity.ClrType.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_tenants_row_has_the_filters_of_its_interfaces()
    {
        Assert.Equal([], Entities().Where(entity => entity.ClrType.IsAssignableTo(typeof(ITenantOwned)) && !Has(entity, AppDbContext.TenantFilter)).Select(Name));
        Assert.Equal([], Entities().Where(entity => entity.ClrType.IsAssignableTo(typeof(IModeOwned)) && !Has(entity, AppDbContext.ModeFilter)).Select(Name));
    }

    [Fact]
    public void The_test_sees_fenced_and_unfenced_rows()
    {
        Assert.Contains(Entities(), entity => IsFenced(entity) && Has(entity, AppDbContext.ModeFilter));
        Assert.Contains(Entities(), entity => !NamesTenant(entity) && !IsFenced(entity));
    }

    [Fact]
    public void The_migrations_make_the_present_model() => Assert.False(_db.Database.HasPendingModelChanges());

    private IEnumerable<IEntityType> Entities() => _db.Model.GetEntityTypes();

    private static bool IsFenced(IEntityType entity) => entity.ClrType.IsAssignableTo(typeof(ITenantOwned)) && Has(entity, AppDbContext.TenantFilter);

    private static bool Has(IEntityType entity, string filter) => entity.FindDeclaredQueryFilter(filter) is not null;

    private static bool NamesTenant(IEntityType entity) =>
        entity.GetProperties().Any(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(TenantId));

    private static string Name(IEntityType entity) => entity.ClrType.Name;
}
