using System.Net;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Protocols;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Says of a failure at a provider what an operator can act on: its kind, the HTTP status and the provider's own word for it.</summary>
internal static partial class ProviderFailure
{
    /// <summary>The key under which an exception carries the word <c>error</c> of RFC 6749 §5.2, as the framework writes it.</summary>
    public const string Error = "error";

    public static string Words(Exception? failure)
    {
        var chain = Chain(failure).ToList();
        var status = chain.Select(StatusOf).FirstOrDefault(status => status is not null);
        var error = chain.Select(ErrorOf).FirstOrDefault(error => error is not null);
        return string.Join(", ", new[] { string.Join(" ← ", chain.Select(one => one.GetType().Name)), status is { } code ? $"status {(int)code}" : null, error }.Where(part => part is { Length: > 0 }));
    }

    /// <summary>A provider's word for an error as it may be logged: anybody can write anything into an address.</summary>
    public static string? Safe(string? error) => error is not null && Word().IsMatch(error) ? error : null;

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            yield return failure;
    }

    private static HttpStatusCode? StatusOf(Exception failure) => failure switch
    {
        HttpRequestException { StatusCode: { } status } => status,
        _ => failure.Data[HttpDocumentRetriever.StatusCode] as HttpStatusCode?,
    };

    private static string? ErrorOf(Exception failure) => Safe(failure.Data[Error] as string);

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,60}$", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
