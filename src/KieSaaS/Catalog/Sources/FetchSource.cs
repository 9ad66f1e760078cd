using KieSaaS.Catalog.Pricing;
using KieSaaS.Files;
using KieSaaS.Kernel;
using KieSaaS.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog.Sources;

/// <summary>Fetches a file from a tenant's address, measures it and stores it; what cannot be measured or is too much is not stored.</summary>
internal sealed class FetchSource(IServiceProvider services, SourcePlaces places, IOptions<SourceOptions> options, TimeProvider clock)
{
    /// <summary>What is to be kept of the file, or why there is no price for it.</summary>
    public async Task<Result<SourceRow>> RunAsync(SourceRule rule, string address, TenantId tenant, CancellationToken ct)
    {
        using var place = await places.TakeAsync(tenant, ct);
        if (place is null)
        {
            return new Refusal(RefusalKind.LimitReached, "catalog.source-busy", $"{rule.Parameter}: this workspace has {options.Value.PerTenant} files on their way already. Wait for one to arrive.").For(rule.Parameter);
        }

        await using var file = Temporary();
        var fetched = await services.GetRequiredService<GuardedHttp>().DownloadAsync(address, file, options.Value.MaxBytes, options.Value.Timeout, ct);
        return fetched.Succeeded ? await KeepAsync(rule, address, tenant, file, ct) : Named(rule, fetched.Refusal);
    }

    private async Task<Result<SourceRow>> KeepAsync(SourceRule rule, string address, TenantId tenant, FileStream file, CancellationToken ct)
    {
        var format = await FormatAsync(file, ct);
        if (format is null || !rule.Takes(format.MediaType) || MediaMeter.Measure(file, format) is not { } measure)
        {
            return Unreadable(rule);
        }

        if (rule.Objection(new MeasuredSource { Seconds = measure.Seconds, Width = measure.Width, Height = measure.Height }) is { } objection)
        {
            return objection.Code == SourceRule.NotMeasured ? Unreadable(rule) : objection;
        }

        var (id, now) = (Guid.CreateVersion7(clock.GetUtcNow()), clock.GetUtcNow());
        file.Position = 0;
        var stored = await services.GetRequiredService<IFileStore>().SaveAsync($"{tenant}/source/{id:n}.{format.Extension}", file, format.MediaType, ct);
        return new SourceRow
        {
            Id = id,
            TenantId = tenant,
            AddressHash = KeptSources.HashOf(address),
            Path = stored.Path,
            Sha256 = stored.Sha256,
            MediaType = stored.MediaType,
            Size = stored.Size,
            Seconds = measure.Seconds,
            Width = measure.Width,
            Height = measure.Height,
            FetchedAt = now,
            ExpiresAt = now + options.Value.Keep,
        };
    }

    // What a file is, its first bytes say, not its sender.
    private static async Task<MediaFormat?> FormatAsync(FileStream file, CancellationToken ct)
    {
        file.Position = 0;
        var head = new byte[MediaSniffer.HeadLength];
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        return MediaSniffer.Recognise(head.AsSpan(0, length));
    }

    private static FileStream Temporary() => new(Path.Combine(Path.GetTempPath(), $"kiesaas-source-{Guid.NewGuid():n}"), new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Options = FileOptions.DeleteOnClose,
        BufferSize = 64 * 1024,
    });

    // A server of the tenant's that does not answer is nothing of ours that is out of order.
    private static Refusal Named(SourceRule rule, Refusal refusal) => refusal with { Kind = RefusalKind.Invalid, Message = $"{rule.Parameter}: {refusal.Message}", Field = rule.Parameter };

    /// <summary>The file has no length or size that can be trusted.</summary>
    public static Refusal Unreadable(SourceRule rule) => new(
        RefusalKind.Invalid, "catalog.source-unreadable", $"{rule.Parameter}: the {rule.Counted} of this file cannot be read; give a whole {rule.Formats} file.")
    {
        Field = rule.Parameter,
        Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["formats"] = rule.Formats.Replace(" or ", ", ", StringComparison.Ordinal) },
    };
}
