using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Grants;
using Mesh.Cabinet.Provider.Schools;
using Mesh.Cabinet.SchoolRecords;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Provider.Claims;

/// <summary>What a service is told of a person, scope by scope, from the records as they are now. СНИЛС is never among it.</summary>
internal sealed class ServiceClaims(IClasses classes, IFamilies families, IIssuedLogins logins, CurrentSchool school, PairwiseNames names, MoscowClock clock)
{
    public async Task<IReadOnlyDictionary<string, object>> OfAsync(ServiceClient client, IReadOnlyCollection<string> scopes, Granted granted, CancellationToken cancellation)
    {
        var (person, told) = (granted.Person, new Dictionary<string, object>(StringComparer.Ordinal));
        foreach (var scope in scopes.Intersect(client.Scopes, StringComparer.Ordinal))
        {
            switch (scope)
            {
                case Scopes.Profile:
                    Name(told, person);
                    break;
                case ServiceScope.Roles:
                    told[ServiceClaim.Roles] = await RolesAsync(granted, cancellation);
                    break;
                case ServiceScope.School when client.AsksSchool:
                    if (await school.FindAsync(client, granted.Session, granted.Access, cancellation) is { } current)
                        told[ServiceClaim.School] = new { id = current.Id, name = current.Name };
                    break;
                case ServiceScope.Login:
                    if (await LoginAsync(person, cancellation) is { } login)
                        told[ServiceClaim.Login] = login;
                    break;
                case ServiceScope.Contacts:
                    Tell(told, "email", person.Emails.Select(email => email.Folded).FirstOrDefault());
                    Tell(told, "phone_number", person.Phones.Select(phone => phone.E164).FirstOrDefault());
                    break;
                case ServiceScope.Children when granted.Access.Has(PersonRole.Parent):
                    told[ServiceClaim.Children] = await ChildrenAsync(client, person, cancellation);
                    break;
            }
        }

        return told;
    }

    private static void Name(Dictionary<string, object> told, PersonRecord person)
    {
        told["name"] = person.Name.Full;
        told["family_name"] = person.Name.Family;
        told["given_name"] = person.Name.Given;
        Tell(told, ServiceClaim.MiddleName, person.Name.Middle);
    }

    // One object for each post: flat lists of schools, roles and classes could not be put together again.
    private async Task<IReadOnlyList<object>> RolesAsync(Granted granted, CancellationToken cancellation)
    {
        var own = await classes.OfPersonAsync(granted.Person.Id, clock.Today, cancellation);
        return
        [
            .. from role in granted.Access.Granted
               from post in role.Posts
               let within = own.Where(one => one.SchoolId == post.School.Id && (one.Role == "student") == (role.Role is PersonRole.Student)).ToList()
               select Role(role.Role, post, role.Role is PersonRole.Parent ? [] : within, granted.Person),
        ];
    }

    private static Dictionary<string, object> Role(PersonRole role, Post post, List<PersonClass> within, PersonRecord person)
    {
        var told = new Dictionary<string, object>(StringComparer.Ordinal) { ["role"] = post.Role, ["school"] = SchoolOf(post.School) };
        if (within.Count > 0)
            told["classes"] = within.Select(one => new { id = one.Id, title = one.Title }).ToList();
        var grades = role is PersonRole.Student ? Listed(person.Grades) : [.. within.SelectMany(one => Listed(one.Grades)).Distinct(StringComparer.Ordinal)];
        if (grades.Count > 0)
            told["grades"] = grades;
        Tell(told, "position", post.Position);
        Tell(told, "until", post.End?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        return told;
    }

    private static Dictionary<string, object> SchoolOf(School school)
    {
        var told = new Dictionary<string, object>(StringComparer.Ordinal) { ["id"] = school.Id, ["name"] = school.Name };
        Tell(told, "district", school.District);
        told["private"] = school.IsPrivate;
        return told;
    }

    private async Task<Dictionary<string, object>?> LoginAsync(PersonRecord person, CancellationToken cancellation)
    {
        if (!(await logins.OfAsync([person.Id], cancellation)).TryGetValue(person.Id, out var login))
            return null;
        var told = new Dictionary<string, object>(StringComparer.Ordinal) { ["login"] = login };
        Tell(told, "teams", Eligibility.Of(person, clock.Today)?.TeamsAddress(login));
        return told;
    }

    private async Task<IReadOnlyList<object>> ChildrenAsync(ServiceClient client, PersonRecord person, CancellationToken cancellation)
    {
        var children = new List<object>();
        foreach (var child in await families.ChildrenOfAsync(person.Id, clock.Today, cancellation))
        {
            var told = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = await names.SubjectAsync(client, child.Child.Id, cancellation),
                ["name"] = child.Child.Name.Full,
            };
            var learns = (await classes.OfPersonAsync(child.Child.Id, clock.Today, cancellation)).FirstOrDefault(one => one.Role == "student");
            if (learns is not null)
                told["class"] = new { id = learns.Id, title = learns.Title };
            if (AccessRules.CurrentPosts(child.Child, PersonRole.Student, clock.Today) is [var place, ..])
                told["school"] = new { id = place.School.Id, name = place.School.Name };
            children.Add(told);
        }

        return children;
    }

    private static List<string> Listed(string? grades) => [.. (grades ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static void Tell(Dictionary<string, object> told, string name, string? value)
    {
        if (value is { Length: > 0 })
            told[name] = value;
    }
}
