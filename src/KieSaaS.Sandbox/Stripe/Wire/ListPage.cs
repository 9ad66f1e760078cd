using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Stripe.Wire;

/// <summary>Stripe's paging: newest first, by the id of the last or first object seen.</summary>
internal static class ListPage
{
    /// <summary>The parameters every list takes.</summary>
    public static readonly IReadOnlyList<string> Known =
        ["limit", "starting_after", "ending_before", "expand[]", "created", "created[gt]", "created[gte]", "created[lt]", "created[lte]"];

    /// <param name="parameters">Carries limit, cursors and the range of creation times.</param>
    /// <param name="url">The list's own path.</param>
    /// <param name="newestFirst">All objects after the list's own filters, with their ids and creation times.</param>
    /// <param name="id">The cursor of an object.</param>
    /// <param name="created">When an object was made.</param>
    /// <param name="render">An object's JSON.</param>
    public static JsonObject Of<T>(Parameters parameters, string url, IEnumerable<T> newestFirst, Func<T, string> id, Func<T, DateTimeOffset> created, Func<T, JsonObject> render)
    {
        var limit = parameters.Integer("limit") ?? 10;
        if (limit is < 1 or > 100)
        {
            throw StripeProblem.Invalid("limit must be 1 to 100.", "limit", "parameter_invalid_integer");
        }

        var all = newestFirst.Where(item => InRange(parameters, created(item).ToUnixTimeSeconds())).ToList();
        var after = parameters.Text("starting_after");
        var before = parameters.Text("ending_before");
        if (after is not null && before is not null)
        {
            throw StripeProblem.Invalid("You can use only one of starting_after and ending_before.", "ending_before");
        }

        if (before is not null)
        {
            var earlier = all[..Position("ending_before", before)];
            return Page(url, earlier.TakeLast((int)limit).Select(render), hasMore: earlier.Count > limit);
        }

        var rest = after is null ? all : all[(Position("starting_after", after) + 1)..];
        return Page(url, rest.Take((int)limit).Select(render), hasMore: rest.Count > limit);

        int Position(string param, string cursor)
        {
            var found = all.FindIndex(item => id(item) == cursor);
            return found >= 0 ? found : throw StripeProblem.Invalid($"No such object: '{cursor}'", param, "resource_missing");
        }
    }

    public static JsonObject Page(string url, IEnumerable<JsonObject> data, bool hasMore) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. data]),
        ["has_more"] = hasMore,
        ["url"] = url,
    };

    private static bool InRange(Parameters parameters, long created) =>
        (parameters.Integer("created") is not { } exactly || created == exactly)
        && (parameters.Integer("created[gt]") is not { } after || created > after)
        && (parameters.Integer("created[gte]") is not { } from || created >= from)
        && (parameters.Integer("created[lt]") is not { } before || created < before)
        && (parameters.Integer("created[lte]") is not { } until || created <= until);
}
