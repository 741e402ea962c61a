using System.Security.Claims;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.Notices;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>
/// What pages stand on: the program's own services, with the shipped settings. A test says who is signed in, what they may do and where
/// they stand, and brings the stores that are read.
/// </summary>
public abstract class PageContext : BunitContext, ISessions, IAccessCheck, IAccessRequests, IActivationQuery, IAccountLook, IShelves, INotices, IGivenServices, ISwitchBook
{
    protected PageContext()
    {
        // The browser, and who is signed in, are the test's own.
        var given = Services.Select(service => service.ServiceType).ToHashSet();
        foreach (var service in ProgramServices.All.Where(service => !given.Contains(service.ServiceType)))
            ((ICollection<ServiceDescriptor>)Services).Add(service);
        Services.AddLogging(logging => logging.ClearProviders());
        // Its keys stand in the database.
        Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        Services.AddSingleton<ISessions>(this).AddSingleton<IAccessCheck>(this).AddSingleton<IAccessRequests>(this).AddSingleton<IActivationQuery>(this).AddSingleton<IAccountLook>(this).AddSingleton<IShelves>(this).AddSingleton<INotices>(this).AddSingleton<IGivenServices>(this).AddSingleton<ISwitchBook>(this);
        JSInterop.Mode = JSRuntimeMode.Loose;
        RenderTree.Add<CascadingValue<HttpContext>>(value => value.Add(it => it.Value, Http));
        AddAuthorization().SetAuthorized("anna");
    }

    /// <summary>Where the browser stands now, without the host.</summary>
    protected string Address => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    internal Session? Signed { get; set; } = People.Session();

    internal Access Allowed { get; set; } = People.Nobody();

    internal ActivationState State { get; set; } = new ActivationState.NotOffered();

    /// <summary>Requests of the person that are still open, by role, and those that were answered.</summary>
    internal Dictionary<string, long> Requests { get; } = [];

    internal IReadOnlyList<long> Answered { get; set; } = [];

    /// <summary>What is told to everybody now.</summary>
    internal IReadOnlyList<Notice> Shown { get; set; } = [];

    /// <summary>What schools have switched off.</summary>
    internal SwitchedOff Off { get; set; } = SwitchedOff.Nothing;

    /// <summary>Services that the person went into.</summary>
    internal List<GivenService> Given { get; } = [];

    /// <summary>The shelf as it is saved, and what saving one throws.</summary>
    internal Shelf Kept { get; set; } = Shelf.Untouched;

    internal Exception? ShelfFault { get; set; }

    internal IServiceCatalogue Catalogue => Services.GetRequiredService<IServiceCatalogue>();

    private protected DefaultHttpContext Http { get; } = new();

    /// <summary>The request comes with the cookie of a session.</summary>
    protected void SignIn() => Http.User = new ClaimsPrincipal(new ClaimsIdentity("Session"));

    /// <summary>Opens a page at an address, with its query.</summary>
    protected IRenderedComponent<T> Open<T>(string address)
        where T : IComponent
    {
        Http.RequestServices = Services;
        Navigation.NavigateTo(address);
        return Render<T>();
    }

    Task<IReadOnlyList<Notice>> INotices.ShownAsync(IReadOnlyCollection<string> schools, CancellationToken cancellation) => Task.FromResult(Shown);

    ValueTask<SwitchedOff> ISwitchBook.NowAsync(CancellationToken cancellation) => ValueTask.FromResult(Off);

    Task<Session?> ISessions.FindAsync(ClaimsPrincipal user, CancellationToken cancellation) => Task.FromResult(Signed);

    Task<Access> IAccessCheck.CheckAsync(Session session, CancellationToken cancellation) => Task.FromResult(Allowed);

    Task<ActivationState> IActivationQuery.FindAsync(Session session, Access access, CancellationToken cancellation) => Task.FromResult(State);

    Task<IssuedAccount> IAccountLook.SeeAsync(string personId, IssuedAccount account, CancellationToken cancellation) => Task.FromResult(account);

    Task<IReadOnlyList<GivenService>> IGivenServices.ListAsync(string provider, string subject, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<GivenService>>([.. Given]);

    Task<bool> IGivenServices.EndAsync(string provider, string subject, string clientId, string browser, CancellationToken cancellation)
    {
        var open = Given.FindIndex(service => service.ClientId == clientId && service.IsOpen);
        if (open >= 0)
            Given[open] = Given[open] with { IsOpen = false };
        return Task.FromResult(open >= 0);
    }

    Task IGivenServices.ForgetSchoolAsync(string provider, string subject, string clientId, CancellationToken cancellation)
    {
        var of = Given.FindIndex(service => service.ClientId == clientId);
        Given[of] = Given[of] with { School = null };
        return Task.CompletedTask;
    }

    Task ISessions.UsedAsync(Session session, CancellationToken cancellation) => Task.CompletedTask;

    Task<Mesh.Cabinet.Outside.MosRu.CityProfile?> ISessions.LastProfileAsync(string provider, string subject, CancellationToken cancellation) => throw new NotSupportedException();

    Task ISessions.EndAllAsync(string provider, string subject, DateTimeOffset openedBefore, CancellationToken cancellation) => Task.CompletedTask;

    Task<long> IAccessRequests.SendAsync(Session session, WithheldRole? withheld, CancellationToken cancellation) =>
        Task.FromResult(Requests[$"{withheld?.Role}"] = Requests.Count + 1);

    Task<long?> IAccessRequests.FindOpenAsync(Session session, PersonRole? role, CancellationToken cancellation) =>
        Task.FromResult(Requests.TryGetValue($"{role}", out var number) ? number : (long?)null);

    Task IAccessRequests.AnswerAsync(Session session, Access access, CancellationToken cancellation) => Task.CompletedTask;

    Task<IReadOnlyList<long>> IAccessRequests.AnsweredAsync(Session session, CancellationToken cancellation) => Task.FromResult(Answered);

    Task<Shelf> IShelves.FindAsync(string personId, CancellationToken cancellation) => Task.FromResult(Kept);

    Task IShelves.SaveAsync(string personId, Shelf shelf, CancellationToken cancellation)
    {
        if (ShelfFault is not null)
            throw ShelfFault;
        Kept = shelf;
        return Task.CompletedTask;
    }
}

/// <summary>Reads a page as a person does.</summary>
internal static partial class Reading
{
    /// <summary>All the words, with each run of white space as one space.</summary>
    public static string Words<T>(this IRenderedComponent<T> page)
        where T : IComponent => string.Concat(page.Nodes.Select(node => node.TextContent)).Collapse();

    public static string Words(this IElement element) => element.TextContent.Collapse();

    /// <summary>The words of every element that a selector finds.</summary>
    public static IEnumerable<string> All<T>(this IRenderedComponent<T> page, string selector)
        where T : IComponent => page.FindAll(selector).Select(Words);

    /// <summary>Where the only link with these words leads.</summary>
    public static string? Link<T>(this IRenderedComponent<T> page, string words)
        where T : IComponent => page.FindAll("a").Single(link => link.Words() == words).GetAttribute("href");

    private static string Collapse(this string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.None, 5000)]
    private static partial Regex Space();
}
