using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KieSaaS.Catalog;

/// <summary>Keeps what <see cref="Catalogue"/> shows up to date on this node: before it serves anybody, and with each change.</summary>
internal sealed partial class KeepCatalogue(CatalogueInForce entries, ILogger<KeepCatalogue> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await entries.ChangedAsync(LookAgain, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            if (entries.IsBehind)
            {
                await RefreshAsync(stoppingToken);
            }
        }
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        try
        {
            await entries.RefreshAsync(ct);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or InvalidOperationException { InnerException: NpgsqlException })
        {
            Waits(e.Message);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Waits("the product stops");
        }
    }

    [LoggerMessage(LogLevel.Warning, "The catalogue stays as it is for now: {Reason}")]
    private partial void Waits(string reason);
}
