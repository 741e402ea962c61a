namespace Mesh.Cabinet.Cases;

/// <summary>Where what a person was refused can be tried again, once the case about it is closed; brought by the feature that refused.</summary>
/// <param name="Words">What the button says.</param>
public sealed record CaseRetry(SupportCaseKind Kind, string Address, string Words);

internal static class CaseRetries
{
    public static IServiceCollection AddRetry(this IServiceCollection services, SupportCaseKind kind, string address, string words) => services.AddSingleton(new CaseRetry(kind, address, words));
}
