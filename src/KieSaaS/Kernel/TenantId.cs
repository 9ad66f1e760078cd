namespace KieSaaS.Kernel;

/// <summary>The identity of a customer organisation.</summary>
/// <param name="Value">A version 7 UUID.</param>
public readonly record struct TenantId(Guid Value)
{
    /// <summary>A fresh identity.</summary>
    public static TenantId New() => new(Guid.CreateVersion7());

    /// <summary>The 36-character text of the UUID.</summary>
    public override string ToString() => Value.ToString();
}
