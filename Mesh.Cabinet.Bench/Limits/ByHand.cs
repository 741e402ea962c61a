using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Mesh.Cabinet.Bench.Limits;

/// <summary>What an activation cannot do without: one SCIM create and one commit of two rows, written by hand.</summary>
internal static class ByHand
{
    public const string Name = "by-hand";

    /// <param name="arguments">Where users are created, the bearer token, and the SQLite file to write to.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var (users, token, file) = (new Uri(arguments[0]), arguments[1], arguments[2]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var connection = $"Data Source={file}";
        Write(connection, "PRAGMA journal_mode = WAL; CREATE TABLE Accounts (Id TEXT PRIMARY KEY, Login TEXT UNIQUE); CREATE TABLE Trail (Id TEXT PRIMARY KEY, Login TEXT)", "");
        app.Run(async request =>
        {
            if (!HttpMethods.IsPost(request.Request.Method))
                return;

            var login = request.Request.Query["login"].ToString();
            using var created = await http.PostAsync(users, JsonContent.Create(User(login), new MediaTypeHeaderValue("application/scim+json")));
            created.EnsureSuccessStatusCode();
            Write(connection, "BEGIN IMMEDIATE; INSERT INTO Accounts VALUES ($id, $login); INSERT INTO Trail VALUES ($id, $login); COMMIT", login);
        });
        await app.RunAsync();
    }

    private static void Write(string file, string sql, string login)
    {
        using var connection = new SqliteConnection(file);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$id", Guid.CreateVersion7().ToString());
        command.Parameters.AddWithValue("$login", login);
        command.ExecuteNonQuery();
    }

    private static JsonObject User(string login) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"),
        ["userName"] = login,
        ["externalId"] = Guid.CreateVersion7().ToString(),
        ["password"] = "Shkola-2026-" + login,
        ["displayName"] = login,
        ["active"] = true,
    };
}
