using KieSaaS.Catalog;
using KieSaaS.Web.Shell.Components;

namespace KieSaaS.Web.Catalog;

/// <summary>How states of the sync inbox look.</summary>
internal static class SyncWords
{
    /// <summary>A reading.</summary>
    public static Status StatusOf(ListSyncRuns.Run run) => run.Phase switch
    {
        SyncPhase.Failed => Status.Failed,
        SyncPhase.Done => run.Faults > 0 ? Status.Warning : Status.Ok,
        _ => Status.Waiting,
    };

    /// <summary>A difference.</summary>
    public static Status StatusOf(DifferenceState state) => state switch
    {
        DifferenceState.Accepted => Status.Ok,
        DifferenceState.Open => Status.Waiting,
        _ => Status.Failed,
    };
}
