using Mesh.Cabinet.Outside.MosRu;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mesh.Cabinet.SignIn;

/// <summary>Why a sign-in did not come about.</summary>
public enum SignInProblem
{
    /// <summary>No answer in time, or one that could not be understood.</summary>
    NoAnswer,

    /// <summary>The provider does not take us for a client, now or later.</summary>
    Refused,

    /// <summary>The person declined at the provider.</summary>
    Declined,

    /// <summary>The answer came to a sign-in that this browser did not start, or started too long ago.</summary>
    Stale,

    /// <summary>The provider did not say who it is.</summary>
    NoSubject,

    /// <summary>The password was to be typed anew, and somebody else signed in.</summary>
    AnotherAccount,

    /// <summary>The password was to be typed anew, and the provider did not ask for it.</summary>
    NotFresh,
}

internal static class SignInProblems
{
    public const string Path = "/sign-in/problem";

    /// <param name="back">Where the person wanted to go: the address survives another try (E52).</param>
    /// <param name="isFresh">Whether it wanted a fresh sign-in.</param>
    public static string Address(SignInProblem problem, string provider, string? back = null, bool isFresh = false) =>
        $"{Path}?kind={problem}&at={provider}"
        + (ReturnAddress.Local(back) is var address && address != ReturnAddress.Default ? "&back=" + Uri.EscapeDataString(address) : "")
        + (isFresh ? "&fresh=true" : "");

    /// <summary>Whether it makes no difference when the person tries again (RFC 6749 §4.1.2.1, §5.2).</summary>
    public static bool IsLasting(Exception failure) =>
        failure.Data[ProviderFailure.Error] is "unauthorized_client" or "invalid_client" or "unsupported_grant_type" or "unsupported_response_type" or "invalid_scope" or "invalid_request";

    /// <summary>
    /// Whether the provider does not take the code (RFC 6749 §5.2): it lived too long, or was redeemed before, when the answer to the same
    /// request was lost on its way and the browser, or a proxy at another node, asked once more.
    /// </summary>
    public static bool IsUsedUp(RemoteFailureContext context) => context.Failure?.Data[ProviderFailure.Error] is "invalid_grant";

    public static SignInProblem Of(RemoteFailureContext context) => context switch
    {
        { Failure.Data: var data } when data["error"] as string == "access_denied" => SignInProblem.Declined,
        { Request.Query: var query } when query["error"] == "access_denied" => SignInProblem.Declined,
        { Failure: AuthenticationFailureException { Message: var message } } when message.Contains("orrelation", StringComparison.Ordinal)
            || message.Contains("state", StringComparison.OrdinalIgnoreCase) => SignInProblem.Stale,
        { Failure: OpenIdConnectProtocolInvalidNonceException } => SignInProblem.Stale,
        { Failure: { } failure } when IsLasting(failure) => SignInProblem.Refused,
        _ => SignInProblem.NoAnswer,
    };
}

/// <summary>What is logged about sign-ins: never who.</summary>
internal sealed partial class SignInLog(ILogger<SignInLog> logger)
{
    public void Failed(string provider, Exception? failure) => Failed(provider, ProviderFailure.Words(failure));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sign-in at {Provider} failed: {Failure}")]
    private partial void Failed(string provider, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Provider} sent a person back because it does not know this client (unauthorized_client; at ЕСИА ESIA-007005): is the client or mnemonic registered, and our certificate attached to it?")]
    public partial void UnknownClient(string provider);
}
