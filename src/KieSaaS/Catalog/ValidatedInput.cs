using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KieSaaS.Catalog;

/// <summary>
/// An input that obeys its entry's schema, in the one form that is priced, hashed and sent.
/// Made by <see cref="CatalogueEntry.Validate(JsonElement)"/> only.
/// </summary>
public sealed class ValidatedInput
{
    internal ValidatedInput(string entryKey, ReadOnlyMemory<byte> canonical, JsonElement root)
    {
        EntryKey = entryKey;
        Root = root;
        Json = Encoding.UTF8.GetString(canonical.Span);
        Hash = Convert.ToHexStringLower(SHA256.HashData(canonical.Span));
    }

    /// <summary>The entry it was validated for.</summary>
    public string EntryKey { get; }

    /// <summary>The canonical JSON text of the upstream's <c>input</c> object.</summary>
    public string Json { get; }

    /// <summary>SHA-256 of <see cref="Json"/> in UTF-8, 64 lower-case hex characters: the same input has the same hash however it was written.</summary>
    public string Hash { get; }

    /// <summary>The canonical input as a tree.</summary>
    public JsonElement Root { get; }
}
