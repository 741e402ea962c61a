using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mesh.Cabinet.Sandbox.Accounts;

/// <summary>The addresses under <c>/scim/v2/Users</c> (RFC 7644 §3).</summary>
internal static class ScimEndpoints
{
    public const string ListSchema = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    private const int DefaultCount = 100;

    public static async Task<IResult> CreateAsync(HttpContext context, AccountStore accounts)
    {
        using var body = await ReadAsync(context);
        var (user, password) = ScimReader.ReadUser(body.RootElement);
        Check(user, password);
        return ScimAnswer.User(context, await accounts.AddAsync(user, password, context.RequestAborted), StatusCodes.Status201Created);
    }

    public static async Task<IResult> ListAsync(HttpContext context, AccountStore accounts, string? filter, string? startIndex, string? count)
    {
        // RFC 7644 §3.4.2.4: counted from one, and a value below its floor means the floor.
        var start = Math.Max(1, Number(startIndex, "startIndex", 1));
        var size = Math.Clamp(Number(count, "count", DefaultCount), 0, ScimDiscovery.MaxResults);
        var wanted = string.IsNullOrWhiteSpace(filter) ? null : ScimFilter.Parse(filter);
        var (total, page) = await accounts.ListAsync(wanted, start - 1, size, context.RequestAborted);
        return ScimAnswer.Json(new ListBody([ListSchema], total, start, page.Count, [.. page.Select(record => ScimAnswer.ToBody(context, record))]));
    }

    public static async Task<IResult> GetAsync(string id, HttpContext context, AccountStore accounts)
    {
        var record = await FindAsync(id, context, accounts);
        if (!context.Request.Headers.IfNoneMatch.Contains(record.ETag))
            return ScimAnswer.User(context, record);

        context.Response.Headers.ETag = record.ETag;
        return Results.StatusCode(StatusCodes.Status304NotModified);
    }

    public static async Task<IResult> ReplaceAsync(string id, HttpContext context, AccountStore accounts)
    {
        using var body = await ReadAsync(context);
        return await ChangeAsync(id, context, accounts, _ => ScimReader.ReadUser(body.RootElement));
    }

    public static async Task<IResult> PatchAsync(string id, HttpContext context, AccountStore accounts)
    {
        using var body = await ReadAsync(context);
        return await ChangeAsync(id, context, accounts, user => ScimPatch.Apply(user, body.RootElement));
    }

    public static async Task<IResult> RemoveAsync(string id, HttpContext context, AccountStore accounts)
    {
        await FindUnchangedAsync(id, context, accounts);
        return await accounts.RemoveAsync(id, context.RequestAborted) ? Results.NoContent() : throw ScimFault.NotFound(id);
    }

    // Two changes at once both count: the later one is made again on top of the earlier, unless If-Match forbids it.
    private static async Task<IResult> ChangeAsync(
        string id, HttpContext context, AccountStore accounts, Func<ScimUser, (ScimUser User, string? Password)> change)
    {
        while (true)
        {
            var before = await FindUnchangedAsync(id, context, accounts);
            var (user, password) = change(before.User);
            Check(user, password);
            if (await accounts.ChangeAsync(before, user, password, context.RequestAborted) is { } record)
                return ScimAnswer.User(context, record);
        }
    }

    private static void Check(ScimUser user, string? password)
    {
        DirectoryRules.CheckUserName(user.UserName);
        if (password is not null)
            DirectoryRules.CheckPassword(password);
    }

    private static async Task<ScimRecord> FindAsync(string id, HttpContext context, AccountStore accounts) =>
        await accounts.FindAsync(id, context.RequestAborted) ?? throw ScimFault.NotFound(id);

    private static async Task<ScimRecord> FindUnchangedAsync(string id, HttpContext context, AccountStore accounts)
    {
        var record = await FindAsync(id, context, accounts);
        var expected = context.Request.Headers.IfMatch;
        return expected.Count == 0 || expected.Contains("*") || expected.Contains(record.ETag) ? record : throw ScimFault.Changed();
    }

    private static async Task<JsonDocument> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException)
        {
            throw ScimFault.InvalidSyntax("The request is no JSON.");
        }
    }

    private static int Number(string? text, string name, int otherwise) => text is null
        ? otherwise
        : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : throw ScimFault.InvalidValue($"{name}: must be a number.");

    private sealed record ListBody(
        IReadOnlyList<string> Schemas, int TotalResults, int StartIndex, int ItemsPerPage,
        [property: JsonPropertyName("Resources")] IReadOnlyList<object> Resources);
}
