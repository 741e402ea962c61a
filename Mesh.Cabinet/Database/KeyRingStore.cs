using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Database;

/// <summary>Keeps the key ring of cookies and forms in the database, each key protected whole, so that every node reads the same cookies.</summary>
internal sealed class KeyRingStore(CabinetDatabase database, FieldProtection protection) : IXmlRepository
{
    // Read at every start, so without Dapper, which would be loaded for it.
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.NewConnection();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT Id, XmlProtected FROM KeyRing
            """;
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
            keys.Add(XElement.Parse(protection.Reveal(ProtectedField.KeyRing, $"{reader.GetGuid(0)}", reader.GetFieldValue<byte[]>(1))));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();
        const string sql = """
            INSERT INTO KeyRing (Id, FriendlyName, XmlProtected) VALUES (@Id, @FriendlyName, @XmlProtected)
            """;
        var id = Guid.CreateVersion7();
        connection.Execute(sql, new { Id = id, FriendlyName = friendlyName, XmlProtected = protection.Protect(ProtectedField.KeyRing, $"{id}", element.ToString()) });
    }
}

/// <summary>Points the framework's key ring at the database.</summary>
internal sealed class KeyRingSetup(KeyRingStore store) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options)
    {
        options.XmlRepository = store;
        // The store protects what it is given, whole; without this the framework would warn that nobody does.
        options.XmlEncryptor = new NullXmlEncryptor();
    }
}
