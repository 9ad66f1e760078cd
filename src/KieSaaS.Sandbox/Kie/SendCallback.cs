using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KieSaaS.Sandbox.Kie;

/// <summary>
/// Makes one attempt at a task's callback (reference section 4): 15 s for an answer of the 200s, three more attempts, then it gives up.
/// An attempt that a crash cut off is made again, so a receiver may see a callback twice.
/// </summary>
internal sealed class SendCallback(TaskStore tasks, TaskView view, DedicatedView dedicated, FaultPlan faults, KieSettingsStore settings, HttpClient http, SandboxClock clock, ILogger<SendCallback> logger)
{
    /// <summary>How long a receiver may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>Sends it and notes the outcome.</summary>
    public async Task RunAsync(string id, CancellationToken stop)
    {
        if (tasks.Find(id) is not { CallbackDueAt: not null, CallBackUrl: not null } task)
        {
            return;
        }

        var active = faults.Take("callback", task.Model);
        await active.DelayAsync(clock, stop);
        if (active.Has(FaultEffect.Drop))
        {
            tasks.Change(id, current => current with { CallbackDueAt = null });
            return;
        }

        var delivered = await PostAsync(task, active.Has(FaultEffect.CorruptSignature), stop);
        if (active.Has(FaultEffect.Duplicate))
        {
            delivered |= await PostAsync(task, active.Has(FaultEffect.CorruptSignature), stop);
        }

        tasks.Change(id, current => delivered
            ? current with { CallbackAttempts = current.CallbackAttempts + 1, CallbackDelivered = true, CallbackDueAt = null }
            : current with { CallbackAttempts = current.CallbackAttempts + 1, CallbackDueAt = NextAttempt(current.CallbackAttempts) });
    }

    private long? NextAttempt(int attemptsBefore) =>
        attemptsBefore < Pauses.Length ? clock.Milliseconds() + (long)Pauses[attemptsBefore].TotalMilliseconds : null;

    private async Task<bool> PostAsync(KieTask task, bool corrupt, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, task.CallBackUrl)
        {
            Content = new ByteArrayContent(task.Api is null
                ? JsonSerializer.SerializeToUtf8Bytes(view.Callback(task), KieAnswer.Json)
                : JsonSerializer.SerializeToUtf8Bytes(dedicated.Callback(task), KieAnswer.Json)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        if (settings.Current.CallbackKey is { Length: > 0 } key)
        {
            Sign(request.Headers, task.Id, key, corrupt);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(Patience);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            logger.LogInformation("The callback of task {Task} did not arrive: {Reason}", task.Id, failure.Message);
            return false;
        }
    }

    /// <summary>Signs the task's id and the time, in unix seconds; the body is not signed.</summary>
    private void Sign(HttpRequestHeaders headers, string id, string key, bool corrupt)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{id}.{timestamp}"));
        if (corrupt)
        {
            signature[0] ^= 1;
        }

        headers.Add("X-Webhook-Timestamp", timestamp);
        headers.Add("X-Webhook-Signature", Convert.ToBase64String(signature));
    }
}
