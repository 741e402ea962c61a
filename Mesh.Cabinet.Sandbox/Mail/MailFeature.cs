using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.Shell;
using Mesh.Cabinet.Sandbox.SignIn;

namespace Mesh.Cabinet.Sandbox.Mail;

/// <summary>Each citizen's letters: for a person by a page, for a program by JSON.</summary>
internal static class MailFeature
{
    public static IServiceCollection AddMail(this IServiceCollection services) => services.AddSingleton<Mailbox>().AddHostedService<MailServer>();

    public static void MapMail(this IEndpointRouteBuilder app) => app.MapGet("/mail", Show);

    private static IResult Show(HttpContext context, City city, Mailbox mailbox)
    {
        var login = context.Request.Query["of"].ToString();
        var citizen = IdentityProvider.All.Select(provider => city.WithLogin(provider, login)).FirstOrDefault(found => found is not null);
        var letters = mailbox.To(citizen?.Email).ToList();
        if (context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase))
            return citizen is null ? Results.NotFound() : Results.Json(letters);

        return Pages.Show<MailPage>(parameters: new()
        {
            [nameof(MailPage.Citizens)] = city.Citizens,
            [nameof(MailPage.Of)] = citizen,
            [nameof(MailPage.Letters)] = letters,
        });
    }
}
