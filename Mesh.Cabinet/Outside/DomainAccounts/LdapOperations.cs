using System.DirectoryServices.Protocols;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>Runs operations in the domain and writes down why one failed: by codes, for messages may hold logins.</summary>
internal sealed partial class LdapOperations(LdapConnections connections, ILogger<LdapOperations> logger)
{
    /// <returns>What the work returned, or <paramref name="unavailable"/> if it failed in a way that says nothing about the account.</returns>
    public async Task<T> TryAsync<T>(Func<LdapSession, T> work, T unavailable, CancellationToken cancellation)
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
        }
        catch (DirectoryOperationException refusal)
        {
            LogRefused(refusal.Response?.ResultCode, LdapText.WindowsCode(refusal.Response?.ErrorMessage));
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
