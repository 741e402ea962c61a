using System.Data.Common;
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
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        const string sql = """
            SELECT Id, XmlProtected FROM KeyRing
            """;
        using var connection = Open();
        return [.. connection.Query<Row>(sql).Select(row => XElement.Parse(protection.Reveal(ProtectedField.KeyRing, $"{row.Id}", row.XmlProtected)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        const string sql = """
            INSERT INTO KeyRing (Id, FriendlyName, XmlProtected) VALUES (@Id, @FriendlyName, @XmlProtected)
            """;
        var id = Guid.CreateVersion7();
        using var connection = Open();
        connection.Execute(sql, new { Id = id, FriendlyName = friendlyName, XmlProtected = protection.Protect(ProtectedField.KeyRing, $"{id}", element.ToString()) });
    }

    // The framework asks for its keys without waiting.
    private DbConnection Open() => database.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();

    private sealed record Row
    {
        public Guid Id { get; init; }

        public byte[] XmlProtected { get; init; } = [];
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
