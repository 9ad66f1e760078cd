using KieSaaS.Data;
using KieSaaS.Tenancy;
using Microsoft.AspNetCore.Components;

namespace KieSaaS.Web.Shell.Live;

/// <summary>
/// A part of a page that reads through a use case and reads again when its tenant's rows change. Rendered without a
/// connection it is an ordinary part of the page; it says when it was last brought up to date.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private LiveTopic? _live;
    private bool _isDisposed;

    /// <summary>Asks use cases.</summary>
    [Inject] protected Ask Ask { get; set; } = null!;

    /// <summary>When the part was last read (UTC).</summary>
    protected DateTimeOffset? UpdatedAt { get; private set; }

    /// <summary>Why the last reading failed; null when it did not. What was read before stays visible.</summary>
    protected Exception? Failure { get; private set; }

    /// <summary>The topics of <see cref="Signals"/> that this part depends on.</summary>
    protected abstract IReadOnlyList<string> Topics { get; }

    [Inject] private Signals Signals { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<LiveComponent> Log { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        if (_live is not null)
        {
            await _live.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the part shows.</summary>
    protected abstract Task ReadAsync();

    /// <summary>The argument of the signals that concern this part: the tenant's; null for none.</summary>
    protected virtual string? ArgumentOf(Actor actor) => actor.Tenant?.ToString();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() => await UpdateAsync();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && RendererInfo.IsInteractive && Failure is null)
        {
            var argument = await Ask.RunAsync((Actor actor) => Task.FromResult(ArgumentOf(actor)));
            if (argument is not null && !_isDisposed)
            {
                _live = new LiveTopic(Signals, Topics, argument, RefreshAsync);
            }
        }
    }

    /// <summary>Reads now and keeps a failure for <see cref="Failure"/>.</summary>
    protected async Task UpdateAsync()
    {
        try
        {
            await ReadAsync();
            (Failure, UpdatedAt) = (null, Clock.GetUtcNow());
        }
        catch (SessionEndedException)
        {
            // The server decides where a person without a session belongs.
            Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException or InvalidOperationException)
        {
            Failure = e;
            LiveLog.ReadingFailed(Log, e, GetType().Name);
        }
    }

    private Task RefreshAsync() => InvokeAsync(async () =>
    {
        if (!_isDisposed)
        {
            await UpdateAsync();
            StateHasChanged();
        }
    });
}

/// <summary>What live parts write to the log.</summary>
internal static partial class LiveLog
{
    [LoggerMessage(LogLevel.Error, "The live part {Part} could not be read")]
    public static partial void ReadingFailed(ILogger log, Exception e, string part);
}
