using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>The code that people type is made by <see cref="PanelAnswer"/>: OpenIddict's is a token as any other, which may be tried without end.</summary>
internal sealed class NoUserCode : IOpenIddictServerHandler<ProcessSignInContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        context.GenerateUserCode = context.IncludeUserCode = false;
        return ValueTask.CompletedTask;
    }
}
