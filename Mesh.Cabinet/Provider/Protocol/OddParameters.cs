using System.Globalization;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>Parameters of OpenID Connect Core §3.1.2.1 that OpenIddict reads over: what cannot be understood is said to be so, and not left out.</summary>
internal sealed class OddParameters : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        Look(context.Request, context);
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context)
    {
        Look(context.Request, context);
        return ValueTask.CompletedTask;
    }

    private static void Look(OpenIddictRequest request, BaseValidatingContext context)
    {
        if (request.HasParameter("registration"))
            context.Reject(Errors.RegistrationNotSupported, "Clients are registered beforehand.");
        else if ((string?)request[Parameters.MaxAge] is { } age && !uint.TryParse(age, CultureInfo.InvariantCulture, out _))
            context.Reject(Errors.InvalidRequest, "The max_age is no number of seconds.");
    }
}
