using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>People at the door as features see them: a record, what it grants, and who signed in.</summary>
internal static class People
{
    public static readonly School Moscow = new() { Id = "s1", Name = "Школа № 1", IsMoscow = true, TeamsDomain = "zao.obr.mos.ru" };

    public static readonly School Private = new() { Id = "p1", Name = "Частная школа", IsMoscow = true, IsPrivate = true, TeamsDomain = "private.mos.ru" };

    public static readonly School Tver = new() { Id = "t1", Name = "Тверская школа" };

    public static PersonRecord Record(string id = "u1", string? username = null, string? grades = null, params Post[] posts) => new()
    {
        Id = id,
        Name = new PersonName("Петрова", "Анна", "Сергеевна"),
        Username = username,
        Grades = grades,
        Phones = [],
        Emails = [],
        Posts = posts,
    };

    public static Post Post(string role, School? school = null) => new() { Role = role, School = school ?? Moscow };

    /// <summary>A service that is off at a school, for everybody or for a role.</summary>
    public static ServiceSwitch Switch(string service, string school, PersonRole? role = null) =>
        new() { Id = Guid.CreateVersion7(), ServiceKey = service, SchoolId = school, Role = role, OffAt = DateTimeOffset.UtcNow, OffBy = "o1", OffWhy = "Контрольная" };

    public static GrantedRole Staff(params Post[] posts) => new(PersonRole.Staff, posts.Length > 0 ? posts : [Post("teacher")]);

    public static GrantedRole Student(params Post[] posts) => new(PersonRole.Student, posts.Length > 0 ? posts : [Post("student")]);

    public static GrantedRole Parent(params Post[] posts) => new(PersonRole.Parent, posts.Length > 0 ? posts : [Post("parent")]);

    public static Access Access(params GrantedRole[] granted) => Access(Record(), granted);

    public static Access Access(PersonRecord record, params GrantedRole[] granted) => new(record, granted, [], [], []);

    /// <summary>Nothing matched, and one role is said to be missing something.</summary>
    public static Access Nobody() => new(null, [], [new WithheldRole(PersonRole.Parent, [new Verdict(ProfileField.Phone, new Comparison.MissingAtMosRu())], null, IsProven: false)], [], []);

    public static CityProfile Profile(string? login = null, string provider = CityProvider.MosRu) => new() { Provider = provider, Subject = "anna", Login = login };

    public static Session Session(string? login = null, string provider = CityProvider.MosRu) => new(Guid.Empty, Profile(login, provider), DateTimeOffset.UnixEpoch);
}
