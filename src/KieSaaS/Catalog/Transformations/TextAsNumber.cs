using System.Globalization;
using System.Text.Json;

namespace KieSaaS.Catalog.Transformations;

/// <summary>
/// "text-as-number": where the model takes both 6 and "6", one form is kept, so that a price condition can meet it. The other direction, numbers where
/// only text is taken, follows from the schema's type and needs no name.
/// </summary>
internal sealed class TextAsNumber(IReadOnlyCollection<string> parameters) : InputTransformation
{
    public override void Apply(List<KeyValuePair<string, JsonElement>> input)
    {
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i].Value is { ValueKind: JsonValueKind.String } text
                && parameters.Contains(input[i].Key, StringComparer.Ordinal)
                && long.TryParse(text.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                input[i] = new(input[i].Key, JsonElement.Parse(number.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }
}
