using System.Collections.Concurrent;
using System.DirectoryServices.Protocols;
using System.Net;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>
/// Signed-in connections to the domain controller, each used by one operation at a time and kept for the next: a new one costs
/// two handshakes. How many there are bounds the threads that wait for the controller.
/// </summary>
internal sealed class LdapConnections(IOptions<DomainAccountsOptions> options) : IDisposable
{
    private const int ServerDown = 81;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    // The last two: somebody else did the same in the same moment, and a second look finds it done.
    private static readonly ResultCode[] PassingCodes =
        [ResultCode.Busy, ResultCode.Unavailable, ResultCode.OperationsError, ResultCode.Other, ResultCode.EntryAlreadyExists, ResultCode.AttributeOrValueExists];

    private readonly LdapOptions ldap = options.Value.Ldap;
    private readonly ConcurrentBag<LdapConnection> idle = [];
    private readonly SemaphoreSlim places = new(options.Value.Ldap.Connections);

    /// <summary>Runs the work on one connection. It may run more than once, so each of its steps must bear repeating.</summary>
    /// <exception cref="LdapUnreachableException">Nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">It took too long; the controller may or may not have done the work.</exception>
    public async Task<T> UseAsync<T>(Func<LdapSession, T> work, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ldap.Timeout);
        var deadline = TimeProvider.System.GetTimestamp() + (long)(ldap.Timeout.TotalSeconds * TimeProvider.System.TimestampFrequency);

        await places.WaitAsync(limit.Token);
        // The thread keeps its place until libldap lets go of it, even if nobody waits for the answer any more.
        var running = Task.Run(async () =>
        {
            try
            {
                return await PersistAsync(work, deadline, limit.Token);
            }
            finally
            {
                places.Release();
            }
        }, CancellationToken.None);
        return await running.WaitAsync(limit.Token);
    }

    public void Dispose()
    {
        foreach (var connection in idle)
            connection.Dispose();
        places.Dispose();
    }

    // A controller that is busy, or that goes away in the middle, may be well again in a moment: nobody should have to press a button for that.
    private async Task<T> PersistAsync<T>(Func<LdapSession, T> work, long deadline, CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(work, deadline, cancellation);
        }
        catch (Exception failure) when (IsPassing(failure))
        {
            await Task.Delay(Moment, cancellation);
            return await RunAsync(work, deadline, cancellation);
        }
    }

    private static bool IsPassing(Exception failure) => failure switch
    {
        LdapException broken => broken.ErrorCode == ServerDown,
        DirectoryOperationException refusal => IsPassing(refusal),
        _ => false,
    };

    /// <summary>Whether the same may succeed in a moment.</summary>
    public static bool IsPassing(DirectoryOperationException refusal) => refusal.Response is { } response && PassingCodes.Contains(response.ResultCode);

    private async Task<T> RunAsync<T>(Func<LdapSession, T> work, long deadline, CancellationToken cancellation)
    {
        // A controller closes what was idle for long, which shows only when it is used.
        while (idle.TryTake(out var kept))
        {
            try
            {
                return Run(kept, work, deadline);
            }
            catch (LdapException lost) when (lost.ErrorCode == ServerDown)
            {
            }
        }

        await LdapTrust.LookAsync(ldap, cancellation);
        return Run(Connect(), work, deadline);
    }

    private T Run<T>(LdapConnection connection, Func<LdapSession, T> work, long deadline)
    {
        var isSound = false;
        try
        {
            var result = work(new LdapSession(connection, deadline));
            isSound = true;
            return result;
        }
        catch (DirectoryOperationException)
        {
            // An answer, if an unwelcome one.
            isSound = true;
            throw;
        }
        finally
        {
            if (isSound)
                idle.Add(connection);
            else
                connection.Dispose();
        }
    }

    private LdapConnection Connect()
    {
        // Windows' own LDAP knows no trust but the machine's.
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("DomainAccounts:Kind Ldap needs libldap.");

        var connection = new LdapConnection(new LdapDirectoryIdentifier(ldap.Host, ldap.Port, fullyQualifiedDnsHostName: true, connectionless: false))
        {
            AuthType = AuthType.Basic,
            AutoBind = false,
            Timeout = ldap.Timeout,
        };
        try
        {
            connection.SessionOptions.ProtocolVersion = 3;
            connection.SessionOptions.ReferralChasing = ReferralChasingOptions.None;
            connection.SessionOptions.TrustedCertificatesDirectory = ldap.CertificateFolder;
            connection.SessionOptions.StartNewTlsSessionContext();
            connection.SessionOptions.SecureSocketLayer = true;
            connection.Bind(new NetworkCredential(ldap.BindName, ldap.BindPassword));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
