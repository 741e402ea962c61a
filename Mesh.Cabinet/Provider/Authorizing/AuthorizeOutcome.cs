using System.Security.Claims;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Provider.Authorizing;

/// <summary>What becomes of a service's request to sign a person in.</summary>
internal abstract record AuthorizeOutcome
{
    /// <summary>The service gets a code.</summary>
    public sealed record Granted(ClaimsPrincipal Principal) : AuthorizeOutcome;

    /// <summary>The person goes elsewhere first, and comes back to the same request.</summary>
    public sealed record Away(string Address) : AuthorizeOutcome;

    /// <summary>The service is told that nothing comes of it (OpenID Connect Core §3.1.2.6).</summary>
    public sealed record Refused(string Error, string Description) : AuthorizeOutcome;

    /// <summary>The person's roles do not open the service: they read why, and send it word themselves.</summary>
    public sealed record Closed(ServiceClient Client, Access Access) : AuthorizeOutcome;

    /// <summary>Classroom panels do not open the service.</summary>
    public sealed record NotOnPanel(ServiceClient Client) : AuthorizeOutcome;

    /// <summary>Every school by which the service would be the person's has switched it off: they read so, and send it word themselves.</summary>
    public sealed record SwitchedOff(ServiceOf Service) : AuthorizeOutcome;

    /// <summary>The service asks in which school the person is, and there are several.</summary>
    public sealed record SchoolWanted(ServiceClient Client, IReadOnlyList<School> Schools) : AuthorizeOutcome;
}
