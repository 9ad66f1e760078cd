using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Generation;

/// <summary>
/// The earlier tasks that inputs name. Asked with a tenant's login when a request is priced or accepted: one query for a model that
/// continues something, none for any other. Asked again when the job is sent, for what the provider calls them.
/// </summary>
internal sealed class EarlierTasks(AppDbContext db, Catalogue catalogue, Providers providers, Actor actor)
{
    /// <inheritdoc cref="IEarlierTasks.FindAsync"/>
    public async Task<Result<MeasuredSource>> FindAsync(CatalogueEntry entry, ValidatedInput input, CancellationToken ct)
    {
        var how = entry.Continues!;
        if (await EarlierTask.ReadAsync(db, db.Set<Job>(), how, input.Root, ct) is not { } task)
        {
            return Refusals.UnknownEarlierTask(TaskFieldIn(how, input.Root));
        }

        var given = JsonElement.Parse(task.Input);
        return Objection(entry, task, given, input.Root) is { } objection
            ? objection
            : new MeasuredSource { Facts = FactsOf(how, task.EntryKey, given) };
    }

    /// <summary>What a job's input names, as its provider knows it; null when that provider did not make it.</summary>
    public async Task<ProviderNames?> NamesAsync(Job job, Continuation how, string provider, CancellationToken ct)
    {
        var input = JsonElement.Parse(job.Input);
        var own = db.Set<Job>().Where(earlier => earlier.TenantId == job.TenantId && earlier.Mode == job.Mode);
        if (await EarlierTask.ReadAsync(db, own, how, input, ct) is not { ProviderTaskId: { } taskId } task || task.Provider != provider)
        {
            return null;
        }

        List<ProviderNames.Pair> pairs = [];
        if (Continuation.TextOf(input, how.Track) is { } track)
        {
            if (task.TrackOf(track) is not { } theirs)
            {
                return null;
            }

            pairs.Add(new ProviderNames.Pair(how.Track!, track, theirs));
        }

        if (Continuation.TextOf(input, how.Task) is { } named)
        {
            pairs.Add(new ProviderNames.Pair(how.Task!, named, taskId));
        }

        return new ProviderNames(pairs);
    }

    private Refusal? Objection(CatalogueEntry entry, EarlierTask task, JsonElement given, JsonElement input)
    {
        var how = entry.Continues!;
        var field = TaskFieldIn(how, input);
        if (!how.From.Contains(task.EntryKey, StringComparer.Ordinal))
        {
            return Refusals.CannotContinue(field, task.EntryKey, how.From);
        }

        if (task.State != JobState.Succeeded)
        {
            return task.State == JobState.Failed ? Refusals.EarlierTaskFailed(field) : Refusals.EarlierTaskRuns(field);
        }

        // Ids are one provider's own: another would not know them.
        if (providers.Has(actor.Mode) && providers.For(actor.Mode).Name != task.Provider)
        {
            return Refusals.EarlierTaskElsewhere(field);
        }

        if (how.Not.FirstOrDefault(one => Said(task.EntryKey, given, one.Name) == one.Value.ToString()) is { } obstacle)
        {
            return Refusals.CannotContinueWith(field, obstacle.ToString());
        }

        if (Continuation.TextOf(input, how.Track) is { } track && task.TrackOf(track) is null)
        {
            return Refusals.UnknownTrack(how.Track!);
        }

        return Continuation.TextOf(input, how.Index) is { } index && !(int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < task.Tracks.Count)
            ? Refusals.NoSuchResult(how.Index!, task.Tracks.Count)
            : null;
    }

    private ImmutableDictionary<string, string> FactsOf(Continuation how, string entryKey, JsonElement given) => how.Facts
        .Select(fact => (fact.Name, Value: Said(entryKey, given, fact.Parameter) is { } said ? fact.Of(said) : null))
        .Where(fact => fact.Value is not null)
        .ToImmutableDictionary(fact => fact.Name, fact => fact.Value!, StringComparer.Ordinal);

    // A parameter of the earlier task, or what its entry itself decides.
    private string? Said(string entryKey, JsonElement given, string parameter) =>
        Continuation.TextOf(given, parameter) ?? (catalogue.Find(entryKey) is { } entry ? Continuation.TextOf(entry.Fixed, parameter) : null);

    private static string TaskFieldIn(Continuation how, JsonElement input) => Continuation.TextOf(input, how.Task) is null ? how.Track ?? how.Field : how.Task!;
}
