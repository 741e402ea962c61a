namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Who transmits mos.ru's events, under <c>Events</c>: each setting is needed only where it is not mos.ru's own.</summary>
public sealed record TransmitterOptions
{
    public const string Section = "Events";

    /// <summary>The <c>iss</c> of the tokens; empty: the issuer of mos.ru's sign-in.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>The <c>aud</c> that the stream was made for; empty: our client id at mos.ru, or the address to which events are pushed.</summary>
    public string Audience { get; init; } = "";

    /// <summary>The key set by which the tokens are signed (RFC 7517); empty: mos.ru's own.</summary>
    public string KeysUrl { get; init; } = "";

    /// <summary>Every fault of these settings, each with the full key.</summary>
    public IEnumerable<string> Faults()
    {
        if (KeysUrl.Length > 0 && !Uri.TryCreate(KeysUrl, UriKind.Absolute, out _))
            yield return $"{Section}:KeysUrl must be an absolute address";
        else if (KeysUrl.Length > 0 && !ProviderAddress.IsSafe(KeysUrl))
            yield return $"{Section}:KeysUrl must be https unless it is this machine's";
        if (Issuer.Length > 0 && string.IsNullOrWhiteSpace(Issuer))
            yield return $"{Section}:Issuer must not be blank";
        if (Audience.Length > 0 && string.IsNullOrWhiteSpace(Audience))
            yield return $"{Section}:Audience must not be blank";
    }
}
