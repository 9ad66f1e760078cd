using System.Globalization;
using KieSaaS.Kernel;
using KieSaaS.Web.Shell.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace KieSaaS.Web.Reporting;

/// <summary>What every staff page does the same way: ask in a scope of its own, and say so when the database does not answer.</summary>
public abstract partial class StaffPage : ComponentBase
{
    /// <summary>True when what the page shows could not be read.</summary>
    protected bool HasFailed { get; private set; }

    /// <summary>Errors of the form that was sent.</summary>
    protected IReadOnlyList<FormError> Errors { get; private set; } = [];

    [Inject] internal StaffScope Staff { get; set; } = null!;

    [Inject] internal NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILoggerFactory Logs { get; set; } = null!;

    /// <summary>Reads what the page shows.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            await LoadAsync();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            HasFailed = true;
            NotRead(Logs.CreateLogger(GetType()), e, Navigation.Uri);
        }
    }

    /// <summary>Shows a refusal beside the field it names; fields have their names as ids.</summary>
    protected void ShowRefusal(Refusal refusal, IStringLocalizer texts)
    {
        var text = texts["refusal." + refusal.Code];
        Errors = [new FormError(refusal.Field, text.ResourceNotFound ? refusal.Message : text.Value)];
    }

    /// <summary>Shows what is wrong with several fields at once.</summary>
    protected void ShowErrors(IReadOnlyList<FormError> errors) => Errors = errors;

    /// <summary>The error of one field, if it has one.</summary>
    protected string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.FieldId == field)?.Text;

    /// <summary>A whole number in the reader's way of writing.</summary>
    protected static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A share as a percentage with one decimal; a dash where there is none.</summary>
    protected static string Percent(decimal? share) => share?.ToString("P1", CultureInfo.CurrentCulture) ?? "–";

    /// <summary>The last part of a version 7 UUID, enough to tell rows apart.</summary>
    protected static string Short(Guid id) => id.ToString("n")[^8..];

    /// <summary>The page's address with these query values; a null or empty value is left out.</summary>
    protected static string Address(string path, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var address = path;
        foreach (var (name, value) in values)
        {
            if (!string.IsNullOrEmpty(value))
            {
                address += (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + name + "=" + Uri.EscapeDataString(value);
            }
        }

        return address;
    }

    [LoggerMessage(LogLevel.Error, "The page {Address} could not be read")]
    private static partial void NotRead(ILogger log, Exception e, string address);
}
