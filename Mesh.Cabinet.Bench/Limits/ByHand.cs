using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Bench.Limits;

/// <summary>
/// What an activation cannot do without: one SCIM create and one commit of two rows, written by hand; at <see cref="Demanded"/>, what
/// is asked of it besides: the try is counted before mos.ru is asked for the password, whose answer's signature is checked, and the
/// login is reserved before the account is made.
/// </summary>
internal static class ByHand
{
    public const string Name = "by-hand";
    public const string Demanded = "/demanded";

    /// <param name="arguments">Where users are created, the bearer token, the SQLite file to write to, and mos.ru.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var (users, token, file, mosRu) = (new Uri(arguments[0]), arguments[1], arguments[2], new Uri(arguments[3]));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var connection = $"Data Source={file}";
        Write(connection, "PRAGMA journal_mode = WAL; CREATE TABLE Accounts (Id TEXT PRIMARY KEY, Login TEXT UNIQUE, IsReady INTEGER); CREATE TABLE Tries (Id TEXT PRIMARY KEY, Login TEXT UNIQUE); CREATE TABLE Trail (Id TEXT PRIMARY KEY, Login TEXT)", "");
        JsonWebKeySet? keys = null;
        app.Run(async request =>
        {
            if (!HttpMethods.IsPost(request.Request.Method))
                return;

            var login = request.Request.Query["login"].ToString();
            var isDemanded = request.Request.Path == Demanded;
            if (isDemanded)
            {
                Write(connection, "INSERT INTO Tries VALUES ($id, $login)", login);
                await AskAsync(http, mosRu, keys ??= new JsonWebKeySet(await http.GetStringAsync(new Uri(mosRu, ".well-known/jwks"))), token, await request.Request.ReadFormAsync());
                Write(connection, "BEGIN IMMEDIATE; DELETE FROM Tries WHERE Login = $login; INSERT INTO Accounts VALUES ($id, $login, 0); INSERT INTO Trail VALUES ($id, $login); COMMIT", login);
            }

            using var created = await http.PostAsync(users, JsonContent.Create(User(login), new MediaTypeHeaderValue("application/scim+json")));
            created.EnsureSuccessStatusCode();
            Write(connection, isDemanded
                ? "BEGIN IMMEDIATE; UPDATE Accounts SET IsReady = 1 WHERE Login = $login; INSERT INTO Trail VALUES ($id, $login); COMMIT"
                : "BEGIN IMMEDIATE; INSERT INTO Accounts VALUES ($id, $login, 1); INSERT INTO Trail VALUES ($id, $login); COMMIT", login);
        });
        await app.RunAsync();
    }

    // The password grant (RFC 6749 §4.3), and the id_token of its answer against the published keys.
    private static async Task AskAsync(HttpClient http, Uri mosRu, JsonWebKeySet keys, string secret, IFormCollection person)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["username"] = person["username"].ToString(),
            ["password"] = person["password"].ToString(),
            ["scope"] = "openid",
            ["client_id"] = "mesh-cabinet",
            ["client_secret"] = secret,
        });
        using var answer = await http.PostAsync(new Uri(mosRu, "connect/token"), form);
        answer.EnsureSuccessStatusCode();
        var told = await answer.Content.ReadFromJsonAsync<JsonObject>();
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(told!["id_token"]!.GetValue<string>(),
            new TokenValidationParameters { ValidIssuer = mosRu.ToString(), ValidAudience = "mesh-cabinet", IssuerSigningKeys = keys.GetSigningKeys() });
        if (!result.IsValid)
            throw new InvalidOperationException("The id_token is not valid.", result.Exception);
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
