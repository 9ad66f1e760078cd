using System.Globalization;
using System.Text.RegularExpressions;

namespace KieSaaS.Sandbox.Stripe.Wire;

/// <summary>
/// The parameters of a request, from a query or a form body, under their bracketed names: <c>line_items[0][quantity]</c>.
/// <c>name[]</c> gets the next free index, so that both spellings of a list read the same.
/// </summary>
internal sealed partial class Parameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private Parameters()
    {
    }

    /// <summary>All of them, in the order they came.</summary>
    public IReadOnlyDictionary<string, string> All => _values;

    public static Parameters Parse(string encoded)
    {
        var parameters = new Parameters();
        foreach (var pair in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(cut < 0 ? pair : pair[..cut]);
            parameters._values[parameters.Numbered(name)] = Decode(cut < 0 ? "" : pair[(cut + 1)..]);
        }

        return parameters;
    }

    /// <summary>Refuses the first parameter that is not in <paramref name="known"/>; there, lists are <c>[]</c> and free keys <c>[*]</c>.</summary>
    public void AllowOnly(IReadOnlySet<string> known)
    {
        foreach (var name in _values.Keys)
        {
            var shape = Index().Replace(name, "[]");
            if (!known.Contains(shape) && !known.Contains(LastKey().Replace(shape, "[*]")))
            {
                throw StripeProblem.Unknown(name);
            }
        }
    }

    public string? Text(string name, int longest = 5000)
    {
        if (!_values.TryGetValue(name, out var value) || value.Length == 0)
        {
            return null;
        }

        return value.Length <= longest
            ? value
            : throw StripeProblem.Invalid($"Invalid string: {name} must be at most {longest} characters", name, "parameter_invalid_string");
    }

    public string Required(string name, int longest = 5000) => Text(name, longest) ?? throw StripeProblem.Missing(name);

    public long? Integer(string name) => Text(name) is not { } text
        ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw StripeProblem.Invalid($"Invalid integer: {text}", name, "parameter_invalid_integer");

    public bool? Boolean(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => throw StripeProblem.Invalid($"Invalid boolean: {text}", name, "parameter_invalid_boolean"),
    };

    /// <summary>The entries of <c>name[key]</c>, within Stripe's limits for metadata.</summary>
    public Dictionary<string, string> Metadata(string name)
    {
        var entries = _values.Where(pair => pair.Key.StartsWith(name + "[", StringComparison.Ordinal) && pair.Value.Length > 0)
            .ToDictionary(pair => pair.Key[(name.Length + 1)..^1], pair => pair.Value, StringComparer.Ordinal);
        if (entries.Count > 50)
        {
            throw StripeProblem.Invalid("Metadata can hold at most 50 keys.", name);
        }

        foreach (var (key, value) in entries)
        {
            if (key.Length > 40)
            {
                throw StripeProblem.Invalid($"Metadata keys must be at most 40 characters; '{key}' has {key.Length}.", name);
            }

            if (value.Length > 500)
            {
                throw StripeProblem.Invalid($"Metadata values must be at most 500 characters; '{key}' has {value.Length}.", $"{name}[{key}]");
            }
        }

        return entries;
    }

    /// <summary>The values of <c>name[0]</c>, <c>name[1]</c> …</summary>
    public IReadOnlyList<string> List(string name) => [.. Enumerable.Range(0, Count(name)).Select(i => Text(Item(name, i)) ?? "")];

    /// <summary>How many entries the list has, counted from 0 without a gap.</summary>
    public int Count(string name)
    {
        var count = 0;
        while (_values.Keys.Any(key => key.StartsWith(Item(name, count), StringComparison.Ordinal)))
        {
            count++;
        }

        return count;
    }

    public static string Item(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]");

    private string Numbered(string name)
    {
        var empty = name.IndexOf("[]", StringComparison.Ordinal);
        return empty < 0 ? name : Item(name[..empty], Count(name[..empty])) + name[(empty + 2)..];
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    [GeneratedRegex(@"\[\d+\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Index();

    [GeneratedRegex(@"\[[^\[\]]+\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LastKey();
}
