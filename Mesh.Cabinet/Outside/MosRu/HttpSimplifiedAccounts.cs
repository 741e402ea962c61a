using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>
/// Speaks JSON with mos.ru, with the client's credentials (RFC 7617). Names and passwords go in bodies only: addresses end in logs.
/// </summary>
internal sealed partial class HttpSimplifiedAccounts(HttpClient http, ILogger<HttpSimplifiedAccounts> logger) : ISimplifiedAccounts
{
    private const string KeyHeader = "Idempotency-Key";

    public async Task<FindChildOutcome> FindAsync(ChildIdentity child, CancellationToken cancellation) =>
        await SendAsync<FindChildOutcome>(HttpMethod.Post, "search", null, Body(child), (status, answer) => (status, answer.Truth("found")) switch
        {
            (HttpStatusCode.OK, true) => new FindChildOutcome.Found(answer.Truth("sharesPhone") ?? false),
            (HttpStatusCode.OK, false) => new FindChildOutcome.None(),
            _ => null,
        }, cancellation) ?? new FindChildOutcome.Unavailable();

    public async Task<CreateChildOutcome> CreateAsync(Guid request, ChildIdentity child, string login, TypedPassword password, CancellationToken cancellation)
    {
        var body = Body(child);
        body["login"] = login;
        body["password"] = password.Reveal();
        return await SendAsync<CreateChildOutcome>(HttpMethod.Post, "", request, body, (status, answer) => (status, answer.Text("error")) switch
        {
            (HttpStatusCode.Created or HttpStatusCode.OK, _) when answer.Text("sub") is { Length: > 0 and <= CityProfile.MaxSubjectLength } subject
                && answer.Text("login") is { Length: > 0 and <= CityProfile.MaxLoginLength } made =>
                new CreateChildOutcome.Created(subject, made, IsRepeated: status is HttpStatusCode.OK),
            (HttpStatusCode.Conflict, "login_taken") => new CreateChildOutcome.LoginTaken(),
            (HttpStatusCode.Conflict, "already_exists") => new CreateChildOutcome.AlreadyThere(),
            (HttpStatusCode.UnprocessableEntity, "password_refused") => new CreateChildOutcome.PasswordRefused(RuleOf(answer)),
            _ => null,
        }, cancellation) ?? new CreateChildOutcome.Unavailable();
    }

    public async Task<ChildPasswordOutcome> SetPasswordAsync(string subject, TypedPassword password, CancellationToken cancellation)
    {
        var body = new Dictionary<string, string?> { ["password"] = password.Reveal() };
        return await SendAsync<ChildPasswordOutcome>(HttpMethod.Put, $"{Uri.EscapeDataString(subject)}/password", null, body, (status, answer) => (status, answer.Text("error")) switch
        {
            (HttpStatusCode.OK, _) when answer.Text("sub") == subject => new ChildPasswordOutcome.Accepted(),
            (HttpStatusCode.UnprocessableEntity, "password_refused") => new ChildPasswordOutcome.Refused(RuleOf(answer)),
            (HttpStatusCode.NotFound, "no_account") => new ChildPasswordOutcome.NoAccount(),
            _ => null,
        }, cancellation) ?? new ChildPasswordOutcome.Unavailable();
    }

    private static Dictionary<string, string?> Body(ChildIdentity child) => new()
    {
        ["familyName"] = child.FamilyName,
        ["givenName"] = child.GivenName,
        ["middleName"] = child.MiddleName,
        ["birthDate"] = child.BirthDate.ToString("O"),
        ["snils"] = child.Snils,
    };

    private static PasswordRule RuleOf(Answer answer) => answer.Text("rule") switch
    {
        "too_short" => PasswordRule.TooShort,
        "too_long" => PasswordRule.TooLong,
        "too_plain" => PasswordRule.TooPlain,
        "holds_login" => PasswordRule.HoldsLogin,
        _ => PasswordRule.Other,
    };

    // Null for whatever tells nothing: no answer, one of somebody in between, one that is cut off.
    private async Task<T?> SendAsync<T>(
        HttpMethod method, string path, Guid? key, Dictionary<string, string?> body, Func<HttpStatusCode, Answer, T?> read, CancellationToken cancellation)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
            if (key is { } id)
                request.Headers.Add(KeyHeader, id.ToString());
            using var response = await http.SendAsync(request, cancellation);
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
            var outcome = read(response.StatusCode, new Answer(json.RootElement));
            if (outcome is null)
                LogStrangeAnswer((int)response.StatusCode);
            return outcome;
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or IOException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogNoAnswer(failure.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "mos.ru did not answer about a child's account: {Failure}")]
    private partial void LogNoAnswer(string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "mos.ru answered about a child's account with status {Status}, which tells nothing")]
    private partial void LogStrangeAnswer(int status);

    private readonly record struct Answer(JsonElement Root)
    {
        public string? Text(string name) => Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

        public bool? Truth(string name) => Find(name)?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

        private JsonElement? Find(string name) => Root.ValueKind is JsonValueKind.Object && Root.TryGetProperty(name, out var value) ? value : null;
    }
}
