using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.Devices;

/// <summary>The two halves of binding, as <c>passkeys.js</c> calls them.</summary>
internal static class BindEndpoints
{
    public const string Page = "/cabinet/devices/bind";
    public const string BeginPath = "/cabinet/devices/bind/options";
    public const string BoundNews = "bound";
    public const string FinishPath = "/cabinet/devices/bind/key";

    public static void MapBinding(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(BeginPath, BeginAsync).RequireAuthorization(WorthPolicy.Fresh);
        routes.LeadFromForm(BeginPath, Page);
        routes.MapPost(FinishPath, FinishAsync).RequireAuthorization(WorthPolicy.Fresh);
        routes.LeadFromForm(FinishPath, Page);
    }

    private static async Task<IResult> BeginAsync(HttpContext http, IAntiforgery antiforgery, ISessions sessions, BindDevice bind)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
            return CeremonyAnswer.Problem(DeviceProblem.Expired);
        return await sessions.FindAsync(http.User, http.RequestAborted) is { } session
            ? Answer(http, await bind.BeginAsync(http, session, DeviceForm.Read(form)))
            : CeremonyAnswer.Go("/");
    }

    private static async Task<IResult> FinishAsync(HttpContext http, IAntiforgery antiforgery, ISessions sessions, BindDevice bind, IDrafts drafts)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
            return CeremonyAnswer.Problem(DeviceProblem.Expired);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
            return CeremonyAnswer.Go("/");

        var (word, credential) = (form[CeremonyAnswer.WordField].ToString(), form[CeremonyAnswer.CredentialField].ToString());
        var outcome = await bind.FinishAsync(http, session, DeviceForm.Read(form), word, credential);
        if (outcome is BindOutcome.Bound)
            await drafts.TryForgetAsync(session, DeviceForm.NewDraft, CancellationToken.None);
        return Answer(http, outcome);
    }

    private static IResult Answer(HttpContext http, BindOutcome outcome)
    {
        switch (outcome)
        {
            case BindOutcome.Begun begun:
                return CeremonyAnswer.Begun(begun.Options, begun.Word);
            case BindOutcome.Bound bound:
                CeremonyAnswer.Offer(http, bound.Id);
                return CeremonyAnswer.Go($"/cabinet/devices?news={BoundNews}");
            case BindOutcome.Failed failed:
                if (failed.Problem is DeviceProblem.TooMany)
                    http.RequestServices.GetRequiredService<ShellMetrics>().LimitReached("devices");
                return CeremonyAnswer.Problem(failed.Problem);
            default:
                throw new InvalidOperationException($"{outcome} has no answer.");
        }
    }
}
