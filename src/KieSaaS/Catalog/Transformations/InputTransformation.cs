using System.Text.Json;

namespace KieSaaS.Catalog.Transformations;

/// <summary>
/// One step between what a tenant may write and what the upstream takes, named by an entry's data. It works on the properties of the input before they
/// are validated, so what is priced is still exactly what is sent. Names and values that cannot be understood are left for validation to refuse.
/// </summary>
internal abstract class InputTransformation
{
    public abstract void Apply(List<KeyValuePair<string, JsonElement>> input);

    public static int IndexOf(List<KeyValuePair<string, JsonElement>> input, string name)
    {
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i].Key == name)
            {
                return i;
            }
        }

        return -1;
    }
}
