using KieSaaS.Data;

namespace KieSaaS.Testing;

/// <summary>The master key of hosts in tests: the same in each, as two nodes of an installation have it.</summary>
public static class TestMasterKey
{
    /// <summary>The key.</summary>
    public static MasterKey Value { get; } = MasterKey.Parse(new string('a', 64));
}
