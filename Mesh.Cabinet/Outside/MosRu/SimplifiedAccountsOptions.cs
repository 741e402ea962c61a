namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Where mos.ru takes requests for children's accounts, under <c>MosRu</c>; the client's id and secret are those of the sign-in.</summary>
public sealed record SimplifiedAccountsOptions
{
    public string AccountsUrl { get; init; } = "";

    public IEnumerable<string> Faults(bool isDevelopment)
    {
        if (!Uri.TryCreate(AccountsUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            yield return "MosRu:AccountsUrl must be an absolute http(s) address";
        else if (!isDevelopment && address.Scheme != "https" && !address.IsLoopback)
            yield return "MosRu:AccountsUrl must be https outside Development";
    }
}
