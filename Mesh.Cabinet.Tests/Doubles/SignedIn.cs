using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>The stores of sessions on one database, as the product makes them.</summary>
internal static class SignedIn
{
    public static readonly SessionOptions Options = new();

    public static SessionStore Sessions(this StoreGround ground) => new(ground.Database, ground.Protection, new OptionsWrapper<SessionOptions>(Options), ground.Time);

    public static EndingStore Ending(this StoreGround ground) => new(ground.Database, ground.Time);

    public static OpenSessionsStore OpenSessions(this StoreGround ground) => new(ground.Database, ground.Time);

    /// <summary>The session that a cookie with this secret opens now.</summary>
    public static Task<Session?> OfAsync(this StoreGround ground, string? secret) => ground.Sessions().FindBySecretAsync(secret!, default);
}
