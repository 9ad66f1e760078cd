using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Web.Shell.Live;
using KieSaaS.Web.Shell.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Generation.Jobs;

/// <summary>One job, followed from accepted to delivered: state, progress, result, failure.</summary>
public sealed partial class JobPanel : LiveComponent
{
    private JobView? _job;
    private TenantId? _tenant;
    private Mode _mode;
    private long? _line;

    /// <summary>Which job. It must be the tenant's own: the page answers for unknown ones.</summary>
    [Parameter, EditorRequired] public Guid JobId { get; set; }

    /// <summary>In the studio: result and state, without what the job's own page tells.</summary>
    [Parameter] public bool IsCompact { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics { get; } = [JobSignal.Topic];

    [Inject] private Catalogue Catalogue { get; set; } = null!;

    [Inject] private TimeProvider Now { get; set; } = null!;

    [Inject] private IStringLocalizer<GenerationTexts> Texts { get; set; } = null!;

    private string Waiting
    {
        get
        {
            if (_job!.State == JobState.Verifying)
            {
                return Texts["job.verifying"];
            }

            var expected = Catalogue.Find(_job.EntryKey)?.ExpectedDuration ?? TimeSpan.Zero;
            var left = expected - (Now.GetUtcNow() - (_job.StartedAt ?? _job.CreatedAt));
            return left >= TimeSpan.FromSeconds(1) ? Show.RoughTime(left, Texts, "job.left") : Texts["job.any-moment"];
        }
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        // What has ended does not change any more; only its links are signed anew.
        if (_job is { IsFinished: true } && _job.Id == JobId)
        {
            return;
        }

        (_tenant, _mode) = await Ask.RunAsync((Actor actor) => Task.FromResult((actor.Tenant, actor.Mode)));
        var found = await Ask.RunAsync((FindJob find) => find.RunAsync(JobId, CancellationToken.None));
        _job = found.Value ?? throw new InvalidOperationException("The job is not there any more.");
        _line = !IsCompact && _job.State == JobState.Succeeded ? await Ask.RunAsync((FindCharge find) => find.RunAsync(JobId, CancellationToken.None)) : null;
    }
}
