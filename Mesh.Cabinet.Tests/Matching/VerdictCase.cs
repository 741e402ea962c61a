using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>
/// One line of <c>verdicts.txt</c>: «source | mos.ru | records | what comes of it». Both sides are Сергеев Иван Петрович with one
/// СНИЛС, phone and e-mail; the line says only what is otherwise, «-» for nothing at all.
/// </summary>
internal sealed record VerdictCase(CityProfile Profile, PersonRecord? Tied, IReadOnlyList<PersonRecord> Records)
{
    public static readonly DateOnly Today = new(2026, 9, 15);
    private const string Snils = "112-233-445 95";
    private const string Phone = "+79161234567";
    private const string Email = "ivan@pochta.example";

    public static VerdictCase Read(string mosRu, string records)
    {
        var said = Words(mosRu);
        // A phone has a «+» too, but not between spaces.
        var read = records.Split(" + ").Where(text => text.Trim().Length > 0).Select(Record).ToList();
        var tied = said.GetValueOrDefault("tied") is { } id ? read.Single(record => record.Id == id) : null;
        return new VerdictCase(Said(said), tied, read);
    }

    public Access Evaluate() => AccessRules.Evaluate(Profile, Tied, Records, Today);

    private static CityProfile Said(Dictionary<string, string> said) => List(said, "unverified", null).Aggregate(Vouched(said), (profile, field) => field switch
    {
        "snils" => profile with { Snils = null, UnverifiedSnils = profile.Snils },
        "phone" => profile with { Phone = null, UnverifiedPhone = profile.Phone },
        "email" => profile with { Email = null, UnverifiedEmail = profile.Email },
        _ => throw new InvalidOperationException($"{field} cannot be unverified."),
    });

    private static CityProfile Vouched(Dictionary<string, string> said) => new()
    {
        Provider = said.GetValueOrDefault("door") == "gosuslugi" ? CityProvider.Gosuslugi : CityProvider.MosRu,
        Subject = "s1",
        FamilyName = Value(said, "family", "Сергеев"),
        GivenName = Value(said, "given", "Иван"),
        MiddleName = Value(said, "middle", "Петрович"),
        Snils = Value(said, "snils", Snils),
        Phone = Value(said, "phone", Phone),
        Email = Value(said, "email", Email),
        Login = Value(said, "login", "ivan"),
        IsSimplified = said.ContainsKey("simplified"),
    };

    private static PersonRecord Record(string text)
    {
        var said = Words(text);
        return new PersonRecord
        {
            Id = said.GetValueOrDefault("id", "1"),
            Name = new PersonName(Value(said, "family", "Сергеев")!, Value(said, "given", "Иван")!, Value(said, "middle", "Петрович")),
            Username = Value(said, "username", "ivan"),
            Snils = Cabinet.SchoolRecords.Fields.Snils.TryParse(Value(said, "snils", Snils)),
            Phones = [.. List(said, "phones", Phone).Select(phone => PhoneNumber.TryParse(phone)!)],
            Emails = [.. List(said, "emails", Email).Select(email => EmailAddress.TryParse(email)!)],
            AgentIds = [.. List(said, "agents", null)],
            IsWithdrawn = said.ContainsKey("withdrawn"),
            Posts = Posts(text),
        };
    }

    private static List<Post> Posts(string text)
    {
        var posts = new List<Post>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries))
        {
            var (key, value) = (part.Split('=')[0], part.Contains('=', StringComparison.Ordinal) ? part.Split('=')[1] : "");
            switch (key)
            {
                case "begin": posts[^1] = posts[^1] with { Begin = DateOnly.ParseExact(value, "yyyy-MM-dd") }; break;
                case "end": posts[^1] = posts[^1] with { End = DateOnly.ParseExact(value, "yyyy-MM-dd") }; break;
                case "gone": posts[^1] = posts[^1] with { IsWithdrawn = true }; break;
                case "school": posts[^1] = posts[^1] with { School = School(value) }; break;
                case "staff" or "student" or "parent" or "staff,parent":
                    posts.AddRange(key.Split(',').Select(role => NewPost(role == "staff" ? "teacher" : role)));
                    break;
                case var role when role.StartsWith("as:", StringComparison.Ordinal): posts.Add(NewPost(role[3..])); break;
            }
        }

        return posts;
    }

    private static Post NewPost(string role) => new() { Role = role, School = School("moscow") };

    private static School School(string kind) => new() { Id = kind, Name = kind, IsMoscow = kind != "region", IsPrivate = kind == "private" };

    private static Dictionary<string, string> Words(string text) => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.Split('=', 2)).DistinctBy(word => word[0]).ToDictionary(word => word[0], word => word.Length > 1 ? word[1] : "");

    private static string? Value(Dictionary<string, string> said, string key, string otherwise) => said.GetValueOrDefault(key, otherwise) switch
    {
        "-" => null,
        "LONG" => new string('Я', PersonName.MaxPartLength + 1),
        var value => System.Text.RegularExpressions.Regex.Unescape(value.Replace("(", "\\(", StringComparison.Ordinal)),
    };

    private static string[] List(Dictionary<string, string> said, string key, string? otherwise) => said.GetValueOrDefault(key, otherwise ?? "-") switch
    {
        "-" => [],
        var values => values.Split(','),
    };
}
