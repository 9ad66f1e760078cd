using System.Text.Json;
using KieSaaS.Catalog.Pricing;
using KieSaaS.Catalog.Sources;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>
/// Stores and measures the file that a price follows from, before there is a price. Right after that the same address stands for the
/// same copy, so that what was quoted is what is sent.
/// </summary>
internal sealed class MeasureSource(KeptSources kept, FetchSource fetch)
{
    /// <summary>Our copy of the file that an input names, or what is wrong with it and how to cure that. Nothing is held or charged either way.</summary>
    public async Task<Result<StoredSource>> RunAsync(SourceRule rule, ValidatedInput input, TenantId tenant, CancellationToken ct)
    {
        if (AddressOf(input.Root, rule.Parameter) is not { } address)
        {
            return new Refusal(RefusalKind.Invalid, "catalog.source-missing", $"{rule.Parameter}: give the address of a {rule.Formats} file.").For(rule.Parameter);
        }

        if (await kept.FindAsync(tenant, KeptSources.HashOf(address), ct) is { } known)
        {
            // It may have been measured for a model that takes longer or other files.
            return rule.Takes(known.MediaType) ? known.For(rule.Parameter) : FetchSource.Unreadable(rule);
        }

        var fetched = await fetch.RunAsync(rule, address, tenant, ct);
        if (!fetched.Succeeded)
        {
            return fetched.Refusal;
        }

        await kept.AddAsync(fetched.Value, ct);
        return fetched.Value.For(rule.Parameter);
    }

    private static string? AddressOf(JsonElement input, string parameter)
    {
        if (input.TryGetProperty(parameter, out var value) && value.ValueKind == JsonValueKind.Array)
        {
            value = value.EnumerateArray().FirstOrDefault();
        }

        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } address ? address : null;
    }
}
