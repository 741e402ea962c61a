using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Provider.Authorizing;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.Provider.Schools;

/// <summary>Takes the choice, and leads back to the service's request.</summary>
internal static class SchoolEndpoint
{
    public const string Path = "/services/school";
    public const string ClientField = "client";
    public const string SchoolField = "school";
    public const string BackField = "back";

    public static void MapSchoolChoice(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, ChooseAsync).RequireAuthorization(WorthPolicy.Device);
        routes.LeadFromForm(Path, "/cabinet");
    }

    private static async Task ChooseAsync(HttpContext http, IAntiforgery antiforgery, ISessions sessions, IAccessCheck accessCheck, ClientBook clients, CurrentSchool current, SchoolChoiceStore choices)
    {
        var back = "/cabinet";
        if (await SentForm.ReadAsync(http, antiforgery) is { } form && await sessions.FindAsync(http.User, http.RequestAborted) is { } session
            && await clients.FindAsync($"{form[ClientField]}", http.RequestAborted) is { } client)
        {
            if (ReturnAddress.Local(form[BackField]) is var asked && asked.StartsWith(AuthorizeEndpoint.Path + "?", StringComparison.Ordinal))
                back = asked;
            var access = await accessCheck.CheckAsync(session, http.RequestAborted);
            if ((await current.OfAsync(client, access, http.RequestAborted)).FirstOrDefault(school => school.Id == form[SchoolField]) is { } chosen)
                await choices.SaveAsync(access.Person!.Id, client.ClientId, chosen.Id, http.RequestAborted);
        }

        await LeadOn.ToAsync(http, back);
    }
}
