using System.Security.Cryptography;
using System.Text;
using Mesh.Cabinet.Sandbox.Running;

namespace Mesh.Cabinet.Sandbox.Accounts;

/// <summary>The domain's directory: a SCIM 2.0 server (RFC 7643, RFC 7644). It listens on the loopback only, so who looks around by hand needs no token; a wrong one is refused.</summary>
internal static class DirectoryFeature
{
    public const string Root = "/scim/v2";

    public static IServiceCollection AddDirectory(this IServiceCollection services) => services.AddSingleton<AccountStore>();

    public static void MapDirectory(this IEndpointRouteBuilder app)
    {
        var scim = app.MapGroup(Root).AddEndpointFilter(GuardAsync);
        scim.MapGet("/ServiceProviderConfig", () => ScimAnswer.Json(ScimDiscovery.ServiceProviderConfig));
        scim.MapGet("/ResourceTypes", () => ScimAnswer.Json(ScimDiscovery.ResourceTypes));
        scim.MapGet("/Schemas", () => ScimAnswer.Json(ScimDiscovery.Schemas));
        scim.MapPost("/Users", ScimEndpoints.CreateAsync);
        scim.MapGet("/Users", ScimEndpoints.ListAsync);
        scim.MapGet("/Users/{id}", ScimEndpoints.GetAsync);
        scim.MapPut("/Users/{id}", ScimEndpoints.ReplaceAsync);
        scim.MapPatch("/Users/{id}", ScimEndpoints.PatchAsync);
        scim.MapDelete("/Users/{id}", ScimEndpoints.RemoveAsync);
        scim.MapFallback("/{**rest}", (string? rest) => ScimAnswer.Json(ScimFault.NotFound(rest ?? "").ToBody(), StatusCodes.Status404NotFound));
    }

    // The token is looked at first, and every refusal leaves in the words of SCIM.
    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        try
        {
            if (CarriesWrongToken(context))
                throw ScimFault.Unauthorized();

            return await next(invocation);
        }
        catch (ScimFault fault)
        {
            if (fault.Status == StatusCodes.Status401Unauthorized)
                context.Response.Headers.WWWAuthenticate = "Bearer";
            return ScimAnswer.Json(fault.ToBody(), fault.Status);
        }
    }

    private static bool CarriesWrongToken(HttpContext context)
    {
        const string Scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        return header.Length > 0 && !(header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()), Encoding.UTF8.GetBytes(SandboxSettings.Secret)));
    }
}
