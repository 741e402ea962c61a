using FluentValidation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Contacts;

/// <summary>What the school should mend, as it is typed.</summary>
public sealed class ContactRequest
{
    public const int MaxLength = 1000;

    /// <summary>What its draft is kept under.</summary>
    public const string Form = "contacts";

    public string? Text { get; set; }
}

/// <summary>A request must say something.</summary>
internal sealed class ContactRequestValidator : AbstractValidator<ContactRequest>
{
    public ContactRequestValidator() =>
        RuleFor(request => request.Text).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => ContactsText.AskMissing)
            .MaximumLength(ContactRequest.MaxLength).WithMessage(_ => string.Format(ContactsText.AskTooLong, ContactRequest.MaxLength));
}

/// <summary>A person's request to mend contacts: one open at a time, answered when the record has changed.</summary>
internal sealed class ContactRequests(ISupportCases cases, TimeProvider time)
{
    private static readonly TimeSpan ShownFor = TimeSpan.FromDays(7);

    public Task<long> SendAsync(Session session, string personId, string text, CancellationToken cancellation)
    {
        var profile = session.Profile;
        return cases.OpenAsync(SupportCaseDraft.Of(SupportCaseKind.ContactsRequest, profile) with
        {
            PersonId = personId,
            OpenKey = Key(session),
            Message = $"{profile.FamilyName} {profile.GivenName} {profile.MiddleName}\n{profile.Phone} {profile.Email}\n\n{text.Trim()}",
        }, cancellation);
    }

    /// <summary>The number of the request that is still open; null if there is none.</summary>
    public async Task<long?> FindOpenAsync(Session session, DateTimeOffset? changedAt, CancellationToken cancellation)
    {
        if (changedAt is { } answeredAt)
            await cases.AnswerAsync(Key(session), answeredAt, cancellation);
        return await cases.FindOpenAsync(Key(session), cancellation);
    }

    /// <summary>Numbers of the requests that were answered in the last days.</summary>
    public Task<IReadOnlyList<long>> AnsweredAsync(Session session, CancellationToken cancellation) =>
        cases.AnsweredAsync(SupportCaseKind.ContactsRequest, session.Profile.Provider, session.Profile.Subject, time.GetUtcNow() - ShownFor, cancellation);

    private static string Key(Session session) => $"{SupportCaseKind.ContactsRequest}/{session.Profile.Provider}/{session.Profile.Subject}";
}
