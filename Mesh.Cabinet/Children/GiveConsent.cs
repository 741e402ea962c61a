using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Children;

/// <summary>Keeps that an adult agreed to the text as it is now; a form with an older text is shown the new one first (E29).</summary>
internal sealed class GiveConsent(MyChildren children, ConsentStore consents, Consent consent)
{
    /// <param name="version">The version that the form showed.</param>
    public async Task<ChildOutcome> RunAsync(Session session, string childId, string version, string? device, CancellationToken cancellation)
    {
        if (await children.FindAsync(session, childId, cancellation) is not { } view)
            return new ChildOutcome.NotFound();
        if (!view.MayAct)
            return new ChildOutcome.MayOnlyLook();
        if (!view.IsOffered)
            return new ChildOutcome.NotNow();
        if (version != $"{consent.Current.Version}")
            return new ChildOutcome.ConsentFirst();
        // A second click agrees to nothing new.
        if (consent.Current.IsCoveredBy(await consents.FindAsync(childId, view.AdultId, cancellation)))
            return new ChildOutcome.Done();

        return await consents.GiveAsync(childId, consent.Current, new Actor(view.AdultId, device), cancellation) ? new ChildOutcome.Done() : new ChildOutcome.NotFound();
    }
}
