using System.Text.Json;
using Dapper;
using Mesh.Cabinet.Sandbox.State;

namespace Mesh.Cabinet.Sandbox.Citizens;

/// <summary>What citizens have changed about their accounts: passwords (hashed) and profiles.</summary>
internal sealed class CitizenStore(StateFile state)
{
    public async Task<CitizenProfile?> FindProfileAsync(Citizen citizen, CancellationToken cancellation)
    {
        const string Sql = "SELECT Document FROM Profiles WHERE Via = @Via AND Sub = @Sub";
        await using var connection = await state.OpenAsync(cancellation);
        var document = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(Sql, new { citizen.Via, citizen.Sub }, cancellationToken: cancellation));
        return document is null ? null : JsonSerializer.Deserialize<CitizenProfile>(document);
    }

    public async Task SaveProfileAsync(Citizen citizen, CitizenProfile profile, CancellationToken cancellation)
    {
        const string Sql = """
            INSERT INTO Profiles (Via, Sub, Document) VALUES (@Via, @Sub, @Document)
            ON CONFLICT (Via, Sub) DO UPDATE SET Document = excluded.Document
            """;
        await using var connection = await state.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Sql, new { citizen.Via, citizen.Sub, Document = JsonSerializer.Serialize(profile) }, cancellationToken: cancellation));
    }

    /// <summary>The hash of a changed password; null while the one of the city's file holds.</summary>
    public async Task<string?> FindPasswordHashAsync(Citizen citizen, CancellationToken cancellation)
    {
        const string Sql = "SELECT Hash FROM Passwords WHERE Via = @Via AND Sub = @Sub";
        await using var connection = await state.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(Sql, new { citizen.Via, citizen.Sub }, cancellationToken: cancellation));
    }

    public async Task SavePasswordAsync(Citizen citizen, string password, CancellationToken cancellation)
    {
        const string Sql = """
            INSERT INTO Passwords (Via, Sub, Hash) VALUES (@Via, @Sub, @Hash)
            ON CONFLICT (Via, Sub) DO UPDATE SET Hash = excluded.Hash
            """;
        await using var connection = await state.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Sql, new { citizen.Via, citizen.Sub, Hash = PasswordHash.Make(password) }, cancellationToken: cancellation));
    }

    /// <summary>The citizens whose password is no longer the one of the city's file.</summary>
    public async Task<HashSet<(string Via, string Sub)>> ListChangedPasswordsAsync(CancellationToken cancellation)
    {
        const string Sql = "SELECT Via, Sub FROM Passwords";
        await using var connection = await state.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<(string Via, string Sub)>(new CommandDefinition(Sql, cancellationToken: cancellation))];
    }
}
