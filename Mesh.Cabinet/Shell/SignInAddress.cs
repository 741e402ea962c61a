using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.Shell;

/// <summary>Addresses where the provider is asked, each with the page to come back to.</summary>
internal static class SignInAddress
{
    /// <summary>Says why the password is asked for, and asks.</summary>
    public const string ConfirmPage = "/sign-in/confirm";

    /// <summary>Asks for the password anew, without a word.</summary>
    public const string Again = "/sign-in/again";

    /// <summary>Ends a session on a computer that is not the person's, at the provider too, if it lies idle.</summary>
    public const string Over = "/sign-in/over";

    /// <summary>For whom nobody knows yet: all doors, and back from whichever is taken.</summary>
    public static string Landing(string back) => $"/?returnUrl={Uri.EscapeDataString(back)}";

    /// <summary>The door of a provider: whom it knows still comes back without a click.</summary>
    public static string Door(string provider, string back) =>
        $"{(provider == CityProvider.Gosuslugi ? "/sign-in/gosuslugi" : "/sign-in/mos-ru")}?returnUrl={Uri.EscapeDataString(back)}";

    public static string Confirm(string back) => $"{ConfirmPage}?returnUrl={Uri.EscapeDataString(back)}";

    /// <summary>Where the provider is asked for what a session lacks.</summary>
    public static string For(SessionWorth wanted, Session session, string back) =>
        wanted is SessionWorth.Fresh ? Confirm(back) : Door(session.Profile.Provider, back);
}
