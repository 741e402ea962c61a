using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.SchoolRecords;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Activation;

/// <summary>What the directory should hold for an activation.</summary>
internal sealed class AccountOf(IOptions<WifiOptions> wifi)
{
    /// <summary>For somebody who may have an account now.</summary>
    public DomainAccount Eligible(ActivationRow row, Eligibility eligible)
    {
        var name = eligible.Person.Name;
        var network = eligible.Kind is DomainAccountKind.Student ? wifi.Value.Student : wifi.Value.Staff;
        return new DomainAccount(
            row.Id, row.Login, new AccountHolder(name.Family, name.Given, name.Middle, name.Full),
            eligible.Kind, eligible.TeamsAddress(row.Login), [network], eligible.Posts[0].School.Id) { WasLeftEnabled = row.LeftEnabled };
    }

    /// <summary>
    /// By the record as it is today: whoever may have no account any more keeps a disabled one, so that the login is never another's. So
    /// does whose tie ended, until the password of the next account is there.
    /// </summary>
    public DomainAccount Record(ActivationRow row, PersonRecord person, DateOnly today)
    {
        if (Eligibility.Of(person, today) is { } eligible)
            return Eligible(row, eligible) with { IsEnabled = row.UntiedAt is null };

        var name = person.Name;
        var holder = new AccountHolder(name.Family, name.Given, name.Middle, name.Full);
        var last = person.Posts.Select(post => post.School.Id).FirstOrDefault() ?? "";
        return new DomainAccount(row.Id, row.Login, holder, DomainAccountKind.Student, null, [], last) { IsEnabled = false, WasLeftEnabled = row.LeftEnabled };
    }

    /// <summary>The next day on which a post begins or has ended, as the moment it begins in Moscow; null if no date changes anything.</summary>
    public static DateTimeOffset? NextChange(PersonRecord person, DateOnly today)
    {
        var days = person.Posts.Where(post => !post.IsWithdrawn).SelectMany(post => new[] { post.Begin, post.End?.AddDays(1) })
            .OfType<DateOnly>().Where(day => day > today).ToList();
        return days.Count == 0 ? null : MoscowClock.StartOf(days.Min());
    }
}
