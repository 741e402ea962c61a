using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Addresses of a provider that has no discovery, or whose discovery is not to be followed in one of them; empty for what is found elsewhere.</summary>
public sealed record ProviderAddresses
{
    /// <summary>What its tokens call their issuer.</summary>
    public string Issuer { get; init; } = "";

    public string Authorization { get; init; } = "";

    public string Token { get; init; } = "";

    public string UserInfo { get; init; } = "";

    public string Keys { get; init; } = "";

    public string SignOut { get; init; } = "";

    /// <summary>СУДИР below its host: the stand for tests has the same paths.</summary>
    public static ProviderAddresses Sudir(string authority) => new()
    {
        Issuer = authority.TrimEnd('/'),
        Authorization = authority.TrimEnd('/') + "/sps/oauth/ae",
        Token = authority.TrimEnd('/') + "/sps/oauth/te",
        UserInfo = authority.TrimEnd('/') + "/sps/oauth/me",
        Keys = authority.TrimEnd('/') + "/sps/oauth/.well-known/jwks",
        SignOut = authority.TrimEnd('/') + "/sps/login/logout",
    };

    /// <summary>ЕСИА below its host: the portal for tests has the same paths, and signs by the same name.</summary>
    public static ProviderAddresses Esia(string authority) => new()
    {
        Issuer = "http://esia.gosuslugi.ru/",
        Authorization = authority.TrimEnd('/') + "/aas/oauth2/v2/ac",
        Token = authority.TrimEnd('/') + "/aas/oauth2/v3/te",
        SignOut = authority.TrimEnd('/') + "/idp/ext/Logout",
    };

    public IEnumerable<(string Key, string Address)> All =>
        [(nameof(Authorization), Authorization), (nameof(Token), Token), (nameof(UserInfo), UserInfo), (nameof(Keys), Keys), (nameof(SignOut), SignOut)];

    /// <summary>Puts what is said here in the place of what a document says.</summary>
    public OpenIdConnectConfiguration Over(OpenIdConnectConfiguration document)
    {
        document.Issuer = Or(Issuer, document.Issuer);
        document.AuthorizationEndpoint = Or(Authorization, document.AuthorizationEndpoint);
        document.TokenEndpoint = Or(Token, document.TokenEndpoint);
        document.UserInfoEndpoint = Or(UserInfo, document.UserInfoEndpoint);
        document.JwksUri = Or(Keys, document.JwksUri);
        document.EndSessionEndpoint = Or(SignOut, document.EndSessionEndpoint);
        return document;
    }

    private static string Or(string said, string otherwise) => string.IsNullOrWhiteSpace(said) ? otherwise : said.Trim();
}
