using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.Configuration;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.MyServices;

public sealed class ServiceCatalogueTests
{
    private static readonly ServiceEntry Journal = Entry("journal", "staff");
    private static readonly ServiceEntry Diary = Entry("diary", "student", "PARENT");
    private static readonly ServiceEntry First = Entry("first", "student", "parent") with { Grades = "1-4" };
    private static readonly ServiceCatalogue Catalogue = new([Diary, First, Journal]);

    [Fact(DisplayName = "R34: each role gets exactly its services, in the catalogue's order")]
    public void By_role()
    {
        Open(Access(Staff())).ShouldBe(["journal"]);
        Open(Access(Parent())).ShouldBe(["diary"]);
        Open(Access(Staff(), Parent())).ShouldBe(["diary", "journal"]);
        Open(Nobody()).ShouldBeEmpty();
    }

    [Theory(DisplayName = "R34: a student gets the services of their class level")]
    [InlineData("1", true)]
    [InlineData("4", true)]
    [InlineData("5", false)]
    [InlineData("11", false)]
    [InlineData("0", false)]
    [InlineData("четвёртый", false)]
    [InlineData(null, false)]
    public void By_grade(string? grade, bool isOpen) =>
        Open(Access(Record(grades: grade), Student())).ShouldBe(isOpen ? ["diary", "first"] : ["diary"]);

    [Theory(DisplayName = "R34: a parent gets the services of the class levels of the children")]
    [InlineData(true, "7", "2")]
    [InlineData(false, "7")]
    [InlineData(false)]
    public void By_grades_of_children(bool isOpen, params string[] grades) =>
        Open(Access(Record(grades: "1"), Parent()) with { ChildGrades = grades }).ShouldBe(isOpen ? ["diary", "first"] : ["diary"]);

    [Fact(DisplayName = "R34: a service of some schools, or of all in a district, is for who has the role there")]
    public void By_school()
    {
        var west = new School { Id = "s1", Name = "Школа № 1", Within = ["s1", "zao", "moscow"], IsMoscow = true };
        var north = new School { Id = "s2", Name = "Школа № 2", Within = ["s2", "sao", "moscow"], IsMoscow = true };
        var catalogue = new ServiceCatalogue([Entry("west", "staff") with { Schools = ["zao"] }, Entry("second", "staff", "parent") with { Schools = ["s2", "s3"] }]);
        Open(catalogue, Access(Staff(Post("teacher", west)))).ShouldBe(["west"]);
        Open(catalogue, Access(Staff(Post("teacher", north)))).ShouldBe(["second"]);
        Open(catalogue, Access(Staff(Post("teacher", west)), Parent(Post("parent", north)))).ShouldBe(["west", "second"]);
        Open(catalogue, Access(Parent(Post("parent", west)))).ShouldBeEmpty();
    }

    [Fact(DisplayName = "R19, R33: Teams is for who works at a school whose district has a domain, and not for a private school")]
    public void Teams_where_there_is_a_domain()
    {
        var catalogue = new ServiceCatalogue([Entry("teams", "staff") with { Login = "teams" }]);
        Open(catalogue, Access(Staff(Post("teacher", Moscow)))).ShouldBe(["teams"]);
        Open(catalogue, Access(Staff(Post("teacher", Private)))).ShouldBeEmpty();
        Open(catalogue, Access(Staff(Post("teacher", Tver)))).ShouldBeEmpty();
        Open(catalogue, Access(Staff(Post("teacher", Private), Post("teacher", Moscow)))).ShouldBe(["teams"]);
    }

    [Fact(DisplayName = "D12: the journal and the diary are told by their keys")]
    public void The_two()
    {
        Catalogue.Journal.ShouldBe(Journal);
        Catalogue.Diary.ShouldBe(Diary);
    }

    [Fact]
    public void The_shipped_catalogue_has_no_fault() => ServiceCatalogue.Faults(
        new ConfigurationBuilder().AddJsonFile(Path.Combine(TestPlaces.Root, "appsettings.json")).Build().GetSection("Services").Get<List<ServiceEntry>>()!).ShouldBeEmpty();

    [Fact]
    public void All_faults_of_all_entries_are_listed_at_once_by_key()
    {
        var faults = ServiceCatalogue.Faults(
        [
            Journal with { Address = "/journal", Roles = [] },
            Entry("teams", "teacher") with { Title = "", Login = "windows" },
            Entry("library", "student") with { Grades = "4-1" },
            Entry("library", "1") with { Address = "ftp://library.example" },
        ]).ToList();
        faults[0].ShouldEndWith("with the Key diary");
        faults.Select(fault => fault.Split(" must ")[0]).ShouldBe(
        [
            "Services",
            "Services:0:Address",
            "Services:0:Roles",
            "Services:1 needs a Key and a Title",
            "Services:1:Roles",
            "Services:1:Login",
            "Services:2:Grades",
            "Services:3:Key",
            "Services:3:Address",
            "Services:3:Roles",
        ]);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("5", true)]
    [InlineData("1-11", true)]
    [InlineData("1-", false)]
    [InlineData("1-2-3", false)]
    [InlineData("начальные", false)]
    public void Grades_are_one_level_or_two_ends(string grades, bool isReadable) =>
        ServiceCatalogue.Faults([Journal, Diary with { Grades = grades }]).Any().ShouldBe(!isReadable);

    private static IEnumerable<string> Open(Access access) => Open(Catalogue, access);

    private static IEnumerable<string> Open(ServiceCatalogue catalogue, Access access) => catalogue.ServicesOf(access, SwitchedOff.Nothing).Open.Select(entry => entry.Key);

    private static ServiceEntry Entry(string key, params string[] roles) =>
        new() { Key = key, Title = key, Address = $"https://{key}.example/", Icon = key, Roles = roles };
}
