using System.Text.Encodings.Web;
using System.Text.Json;
using Mesh.Cabinet.Sandbox.Citizens;

namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>Writes <c>citizens.json</c> citizen by citizen; an absent field is left out.</summary>
internal sealed class CitizenWriter : IAsyncDisposable
{
    private const int FlushEvery = 64 * 1024;
    private readonly FileStream file;
    private readonly Utf8JsonWriter json;

    public CitizenWriter(string path)
    {
        file = File.Create(path);
        json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
    }

    public void Add(Citizen citizen)
    {
        json.WriteStartObject();
        Write("sub", citizen.Sub);
        Write("login", citizen.Login);
        Write("password", citizen.Password);
        Write("lastName", citizen.LastName);
        Write("firstName", citizen.FirstName);
        Write("middleName", citizen.MiddleName);
        Write("phone", citizen.Phone);
        Write("email", citizen.Email);
        WriteUnverified("phoneVerified", citizen.PhoneVerified);
        WriteUnverified("emailVerified", citizen.EmailVerified);
        Write("snils", citizen.Snils);
        Write("birthDate", citizen.BirthDate);
        json.WriteBoolean("simplified", citizen.Simplified);
        Write("via", citizen.Via);
        Write("about", citizen.About);
        json.WriteEndObject();
        if (json.BytesPending > FlushEvery)
            json.Flush();
    }

    public async ValueTask DisposeAsync()
    {
        json.WriteEndArray();
        await json.DisposeAsync();
        file.WriteByte((byte)'\n');
        await file.DisposeAsync();
    }

    private void WriteUnverified(string name, bool isVerified)
    {
        if (!isVerified)
            json.WriteBoolean(name, false);
    }

    private void Write(string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
