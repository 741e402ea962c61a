using System.DirectoryServices.Protocols;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>Runs operations in the domain and writes down why one failed: by codes, for messages may hold logins.</summary>
internal sealed partial class LdapOperations(LdapConnections connections, ILogger<LdapOperations> logger)
{
    // The controller as a whole cannot do it now; every other refusal is of one object (E45).
    private static readonly ResultCode[] AwayCodes =
    [
        ResultCode.OperationsError, ResultCode.ProtocolError, ResultCode.TimeLimitExceeded, ResultCode.AdminLimitExceeded, ResultCode.Busy, ResultCode.Unavailable,
        ResultCode.StrongAuthRequired, ResultCode.ConfidentialityRequired,
    ];

    /// <summary>Whether the domain refused one object, and would not refuse another.</summary>
    public static bool IsAboutObject(DirectoryOperationException refusal) => refusal.Response is { } response && !AwayCodes.Contains(response.ResultCode);

    /// <returns>
    /// What the work returned; <paramref name="refused"/> if the domain refused this account; <paramref name="unavailable"/> if it failed in a
    /// way that says nothing about the account.
    /// </returns>
    public async Task<T> TryAsync<T>(Func<LdapSession, T> work, T refused, T unavailable, CancellationToken cancellation)
    {
        try
        {
            return await connections.UseAsync(work, cancellation);
        }
        catch (LdapUnreachableException failure)
        {
            LogUnreachable(failure.Reach is LdapReach.NoTrust ? "is not trusted" : "is not there", failure.Message);
        }
        catch (LdapNameException)
        {
            LogName();
            return refused;
        }
        catch (DirectoryOperationException refusal)
        {
            LogRefused(refusal.Response?.ResultCode, LdapText.WindowsCode(refusal.Response?.ErrorMessage));
            if (IsAboutObject(refusal))
                return refused;
        }
        catch (LdapException failure)
        {
            LogFailed(failure.ErrorCode, LdapText.BindCode(failure.ServerErrorMessage));
        }
        catch (Exception failure) when (failure is TimeoutException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogSlow();
        }

        return unavailable;
    }

    /// <summary>Writes down that the domain refused something of an account, and all else goes on.</summary>
    public void Refused(Guid account, DirectoryOperationException refusal) =>
        LogObjectRefused(account, refusal.Response?.ResultCode, LdapText.WindowsCode(refusal.Response?.ErrorMessage));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The domain controller did not take all of the account {Account}: {Result}, Windows error {Code}")]
    private partial void LogObjectRefused(Guid account, ResultCode? result, string? code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The domain controller {State}: {Reason}")]
    private partial void LogUnreachable(string state, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A login is longer than Windows takes: nothing was sent")]
    private partial void LogName();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The domain controller refused with {Result}, Windows error {Code}")]
    private partial void LogRefused(ResultCode? result, string? code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The domain controller broke off with LDAP error {Error}, {Reason}")]
    private partial void LogFailed(int error, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The domain controller took too long")]
    private partial void LogSlow();
}
