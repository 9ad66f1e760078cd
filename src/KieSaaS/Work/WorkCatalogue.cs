using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Work;

/// <summary>How one kind of work is run.</summary>
/// <param name="Kind">Its stored name.</param>
/// <param name="MaxAttempts">After so many failures it is a dead letter.</param>
/// <param name="RunAsync">Reads the payload and runs the handler in a scope.</param>
/// <param name="GiveUpAsync">Reads the payload and tells the handler in a scope that the item is discarded.</param>
public sealed record WorkKind(
    string Kind,
    int MaxAttempts,
    Func<IServiceProvider, string, CancellationToken, Task<WorkOutcome>> RunAsync,
    Func<IServiceProvider, string, CancellationToken, Task> GiveUpAsync);

/// <summary>Every kind of work this process can do.</summary>
public sealed class WorkCatalogue(IEnumerable<WorkKind> kinds)
{
    private readonly Dictionary<string, WorkKind> _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Kinds { get; } = [.. kinds.Select(kind => kind.Kind).Order(StringComparer.Ordinal)];

    /// <summary>The kind of a stored name.</summary>
    public WorkKind this[string kind] => _kinds[kind];

    /// <summary>The kind of a stored name, or null when it is one of another version's.</summary>
    public WorkKind? Find(string kind) => _kinds.GetValueOrDefault(kind);
}

/// <summary>Registration of work.</summary>
public static class WorkRegistration
{
    /// <summary>Registers a handler for a kind of work.</summary>
    public static IServiceCollection AddWork<TWork, THandler>(this IServiceCollection services, int maxAttempts = 10)
        where TWork : IWork
        where THandler : class, IWorkHandler<TWork>
    {
        services.AddScoped<THandler>();
        services.AddSingleton(new WorkKind(
            TWork.Kind,
            maxAttempts,
            (scope, payload, ct) => HandlerOf<TWork, THandler>(scope).RunAsync(Read<TWork>(payload), ct),
            (scope, payload, ct) => HandlerOf<TWork, THandler>(scope).GiveUpAsync(Read<TWork>(payload), ct)));
        return services;
    }

    private static IWorkHandler<TWork> HandlerOf<TWork, THandler>(IServiceProvider scope)
        where TWork : IWork
        where THandler : class, IWorkHandler<TWork> => scope.GetRequiredService<THandler>();

    private static TWork Read<TWork>(string payload) where TWork : IWork =>
        JsonSerializer.Deserialize<TWork>(payload) ?? throw new InvalidOperationException($"An item of {TWork.Kind} has no payload.");
}
