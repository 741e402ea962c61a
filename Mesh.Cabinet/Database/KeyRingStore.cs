using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Database;

/// <summary>Keeps the key ring of cookies and forms in the database, so that every node reads the same cookies.</summary>
internal sealed class KeyRingStore(CabinetDatabase database) : IXmlRepository
{
    // Read at every start, so without Dapper, which would be loaded for it.
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.NewConnection();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT Xml FROM KeyRing
            """;
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
            keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();
        const string sql = """
            INSERT INTO KeyRing (Id, FriendlyName, Xml) VALUES (@Id, @FriendlyName, @Xml)
            """;
        connection.Execute(sql, new { Id = Guid.CreateVersion7(), FriendlyName = friendlyName, Xml = element.ToString() });
    }
}

/// <summary>Encrypts the keys of the ring at rest under <see cref="FieldProtection"/>.</summary>
internal sealed class KeyRingEncryptor(FieldProtection protection) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var value = Convert.ToBase64String(protection.Protect(ProtectedField.KeyRing, plaintextElement.ToString()));
        return new EncryptedXmlInfo(new XElement("protected", value), typeof(KeyRingDecryptor));
    }
}

/// <summary>Reads what <see cref="KeyRingEncryptor"/> wrote; made by the key ring itself, by the type's name.</summary>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(
        services.GetRequiredService<FieldProtection>().Reveal(ProtectedField.KeyRing, Convert.FromBase64String(encryptedElement.Value)));
}

/// <summary>Points the framework's key ring at the database.</summary>
internal sealed class KeyRingSetup(KeyRingStore store, FieldProtection protection) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options)
    {
        options.XmlRepository = store;
        options.XmlEncryptor = new KeyRingEncryptor(protection);
    }
}
