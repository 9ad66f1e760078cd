using System.Globalization;

namespace KieSaaS.Billing.Stripe;

/// <summary>
/// The parameters of a call in Stripe's form encoding: nested names in square brackets, lists by index, times in unix seconds.
/// What is null is left out.
/// </summary>
internal sealed class StripeForm
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    public StripeForm Add(string name, string? value)
    {
        if (value is not null)
        {
            _pairs.Add(new(name, value));
        }

        return this;
    }

    public StripeForm Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public StripeForm Add(string name, DateTimeOffset? value) => Add(name, value?.ToUnixTimeSeconds());

    public StripeForm Add(string name, bool? value) => Add(name, value switch { true => "true", false => "false", null => null });

    /// <summary>Each entry as <c>name[key]</c>.</summary>
    public StripeForm Add(string name, IReadOnlyDictionary<string, string> values)
    {
        foreach (var (key, value) in values)
        {
            Add($"{name}[{key}]", value);
        }

        return this;
    }

    /// <summary>Each value as <c>name[0]</c>, <c>name[1]</c> …</summary>
    public StripeForm Add(string name, IReadOnlyList<string> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]"), values[i]);
        }

        return this;
    }

    public string Encode() => string.Join('&', _pairs.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));
}
