using System.Data.Common;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// What somebody has typed in a form and not sent: it is there again when the form is opened again, on whatever device, for a week. Never
/// a password: a form says itself what of it is kept.
/// </summary>
public interface IDrafts
{
    /// <summary>What stands in the form; null if nothing does.</summary>
    /// <param name="form">The form's own word, with the id of what it is about where there are several.</param>
    Task<string?> FindAsync(Session session, string form, CancellationToken cancellation);

    /// <summary>Keeps the text in the place of the one of before; an empty one is forgotten, and one longer than any form takes is not kept.</summary>
    Task KeepAsync(Session session, string form, string? text, CancellationToken cancellation);

    /// <summary>The form was sent.</summary>
    Task ForgetAsync(Session session, string form, CancellationToken cancellation);
}

internal static class Drafts
{
    /// <summary>Forgets what stands in a form once it has done what it was for: that nothing could be forgotten undoes nothing of it.</summary>
    public static async Task TryForgetAsync(this IDrafts drafts, Session session, string form, CancellationToken cancellation)
    {
        try
        {
            await drafts.ForgetAsync(session, form, cancellation);
        }
        catch (DbException)
        {
        }
    }

    /// <summary>Keeps what stands in a form while somebody types: a draft that cannot be kept costs nobody the form.</summary>
    /// <param name="find">Finds the session as it stands now.</param>
    public static async Task TryKeepAsync(this IDrafts drafts, Func<Task<Session?>> find, string form, string? text, CancellationToken cancellation)
    {
        try
        {
            if (await find() is { } session)
                await drafts.KeepAsync(session, form, text, cancellation);
        }
        catch (Exception failure) when (failure is DbException or OperationCanceledException)
        {
        }
    }
}
