using Mesh.Cabinet.Logins;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Activation;

/// <summary>What the rules want as a login, before anybody else's is looked at.</summary>
internal abstract record LoginChoice
{
    private LoginChoice()
    {
    }

    /// <param name="Base">Legal, or a reserved name that takes a suffix.</param>
    public sealed record Wanted(LoginOrigin Origin, string Source, string Base) : LoginChoice;

    /// <summary>A legal ЭЖД login that is not the mos.ru login: support decides (R25).</summary>
    public sealed record Differ(string JournalLogin, string? MosRuLogin) : LoginChoice;

    /// <summary>R25, R26, R27 and D3 in one place.</summary>
    /// <param name="isUntold">The provider tells no logins: there is nothing to compare, and the ЭЖД login decides.</param>
    /// <param name="decided">The login an operator confirmed; null if none was asked.</param>
    public static LoginChoice Of(string? journalLogin, string? mosRuLogin, string? decided, PersonName name, string replacement, bool isUntold = false)
    {
        if (decided is not null)
            return Form(LoginOrigin.Decision, decided);
        if (!string.IsNullOrEmpty(journalLogin) && LoginRules.IsLegal(journalLogin))
        {
            return isUntold || string.Equals(journalLogin, mosRuLogin, StringComparison.OrdinalIgnoreCase)
                ? new Wanted(LoginOrigin.Journal, journalLogin, journalLogin)
                : new Differ(journalLogin, mosRuLogin);
        }

        if (!string.IsNullOrEmpty(journalLogin))
            return Form(LoginOrigin.Journal, journalLogin);
        return string.IsNullOrWhiteSpace(mosRuLogin)
            ? new Wanted(LoginOrigin.Name, name.Full, FromName())
            : Form(LoginOrigin.MosRu, mosRuLogin);

        string FromName() => LoginRules.FromName(name.Family, name.Given, name.Middle, replacement);
        Wanted Form(LoginOrigin origin, string source) => new(origin, source,
            LoginRules.IsLegal(source) ? source : LoginRules.Sanitize(source, replacement) ?? FromName());
    }
}
