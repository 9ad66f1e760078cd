using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace KieSaaS.Data.KeyRing;

/// <summary>Keeps the ring where every node finds it: in the database. Elements are added and read, never changed.</summary>
internal sealed class PostgresKeyRing(DatabaseSources sources, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = sources.Platform.CreateCommand("select xml from data_protection_keys order by created_at");
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
        {
            elements.Add(XElement.Parse(reader.GetString(0)));
        }

        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var now = clock.GetUtcNow();
        using var command = sources.Platform.CreateCommand("insert into data_protection_keys (id, name, xml, created_at) values ($1, $2, $3, $4)");
        command.Parameters.AddWithValue(Guid.CreateVersion7(now));
        command.Parameters.AddWithValue(friendlyName);
        command.Parameters.AddWithValue(element.ToString(SaveOptions.DisableFormatting));
        command.Parameters.AddWithValue(now);
        command.ExecuteNonQuery();
    }
}
