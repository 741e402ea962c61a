using System.Security.Cryptography;
using System.Text;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.Sandbox.SignIn;

namespace Mesh.Cabinet.Sandbox.SimplifiedAccounts;

/// <summary>mos.ru's side of accounts for children: found, made once a request, given a new password. Only the cabinet may ask.</summary>
internal static class SimplifiedAccountsFeature
{
    public const string Root = "/simplified-accounts";
    private const string KeyHeader = "Idempotency-Key";

    public static IServiceCollection AddSimplifiedAccounts(this IServiceCollection services) =>
        services.AddSingleton<SimplifiedAccountStore>().AddSingleton<ChildRegister>();

    public static void MapSimplifiedAccounts(this IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup(Root).AddEndpointFilter(GuardAsync);
        accounts.MapPost("/search", SearchAsync);
        accounts.MapPost("/", CreateAsync);
        accounts.MapPut("/{sub}/password", SetPasswordAsync);
    }

    private static async Task<IResult> SearchAsync(ChildRequest wanted, ChildRegister register, CancellationToken cancellation)
    {
        if (!wanted.IsComplete)
            return Results.BadRequest();

        var found = await register.FindAsync(wanted, cancellation);
        return Results.Json(new { found = found is not null, sharesPhone = found is not null && register.SharesPhone(found) });
    }

    private static async Task<IResult> CreateAsync(HttpContext context, ChildRequest wanted, ChildRegister register)
    {
        if (!wanted.IsComplete || string.IsNullOrWhiteSpace(wanted.Login) || !Guid.TryParse(context.Request.Headers[KeyHeader], out var key))
            return Results.BadRequest();

        var (child, answer) = await register.CreateAsync(key.ToString(), wanted, context.RequestAborted);
        return answer switch
        {
            ChildAnswer.Created => Results.Json(new { sub = child!.Sub, login = child.Login }, statusCode: StatusCodes.Status201Created),
            ChildAnswer.Repeated => Results.Json(new { sub = child!.Sub, login = child.Login }),
            ChildAnswer.LoginTaken => Results.Json(new { error = "login_taken" }, statusCode: StatusCodes.Status409Conflict),
            ChildAnswer.AlreadyThere => Results.Json(new { error = "already_exists" }, statusCode: StatusCodes.Status409Conflict),
            _ => Refused(PasswordRules.Broken(wanted.Password, wanted.Login)!),
        };
    }

    private static async Task<IResult> SetPasswordAsync(string sub, PasswordRequest wanted, City city, PasswordChange change, CancellationToken cancellation)
    {
        if (city.WithSub(IdentityProvider.MosRu, sub) is not { Simplified: true } child)
            return Results.Json(new { error = "no_account" }, statusCode: StatusCodes.Status404NotFound);
        if (PasswordRules.Broken(wanted.Password, child.Login) is { } rule)
            return Refused(rule);

        await change.MakeAsync(child, wanted.Password!, cancellation);
        return Results.Json(new { sub });
    }

    private static IResult Refused(string rule) => Results.Json(new { error = "password_refused", rule }, statusCode: StatusCodes.Status422UnprocessableEntity);

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var expected = Encoding.UTF8.GetBytes("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SandboxSettings.ClientId}:{SandboxSettings.Secret}")));
        var sent = Encoding.UTF8.GetBytes(invocation.HttpContext.Request.Headers.Authorization.ToString());
        return CryptographicOperations.FixedTimeEquals(expected, sent) ? await next(invocation) : Results.Unauthorized();
    }
}

/// <summary>A new password.</summary>
internal sealed record PasswordRequest(string? Password);
