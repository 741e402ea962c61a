using Mesh.Cabinet.Logins;

namespace Mesh.Cabinet.Activation;

/// <summary>Where a login comes from.</summary>
public enum LoginOrigin { Journal, MosRu, Name, Decision }

/// <summary>The login that a person would get, shown before anything is written (R26, R27, D3).</summary>
/// <param name="Source">The login or name it is formed from, as it stands in the records or at mos.ru.</param>
/// <param name="Wanted">What the rules make of the source, before anybody else is looked at.</param>
/// <param name="Login">The first of its candidates that nobody holds.</param>
/// <param name="Flaws">Why the source could not stay; empty if it could.</param>
public sealed record LoginProposal(
    LoginOrigin Origin, string Source, string Wanted, string Login, IReadOnlyList<LoginFlaw> Flaws)
{
    /// <summary>Whether the person must see and confirm it first: it is not the login they know.</summary>
    public bool IsChanged => !string.Equals(Source, Login, StringComparison.Ordinal);

    /// <summary>Whether somebody else holds the wanted login (E30).</summary>
    public bool IsTaken => !string.Equals(Wanted, Login, StringComparison.Ordinal) && LoginRules.IsLegal(Wanted);
}
