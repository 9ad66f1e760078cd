namespace KieSaaS.Browser.Tests.Looks;

/// <summary>The ids of what the looked-at portal holds.</summary>
internal sealed record Facts
{
    /// <summary>The member's workspace.</summary>
    public required Guid Tenant { get; init; }

    /// <summary>An order that was paid.</summary>
    public required string PaidOrder { get; init; }

    /// <summary>An order that still waits for its payment.</summary>
    public required string OpenOrder { get; init; }

    /// <summary>An active key.</summary>
    public required Guid Key { get; init; }

    /// <summary>Jobs by what is special about them.</summary>
    public required IReadOnlyDictionary<string, string> Jobs { get; init; }

    /// <summary>A draft of prices that is behind the newest book.</summary>
    public required Guid Draft { get; init; }

    /// <summary>A price of the upstream that moved a lot.</summary>
    public required Guid Difference { get; init; }

    /// <summary>A line of the upstream's price feed that belongs to no price row.</summary>
    public required Guid LooseLine { get; init; }

    /// <summary>A reading of the upstream that refused something.</summary>
    public required Guid SyncRun { get; init; }

    /// <summary>A draft that can be published and makes prices rise that the member pays.</summary>
    public required Guid Upcoming { get; init; }

    /// <summary>A prompt template.</summary>
    public required Guid Template { get; init; }

    /// <summary>A run of the test bench with tests that passed and tests that failed.</summary>
    public required Guid BenchRun { get; init; }

    /// <summary>Work that waits for a person.</summary>
    public required Guid DeadWork { get; init; }

    /// <summary>The path of a mail in the mailbox.</summary>
    public required string Letter { get; init; }
}
