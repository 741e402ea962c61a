using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.SchoolRecords;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.MyServices.Switches;

/// <summary>What a school's switch takes from whom.</summary>
public sealed class SwitchedOffTests
{
    private static readonly School Other = new() { Id = "s2", Name = "Школа № 2", Within = ["s2", "zao"], IsMoscow = true };
    private static readonly ServiceCatalogue Catalogue = new(
    [
        new ServiceEntry { Key = "journal", Title = "Журнал", Roles = ["staff"] },
        new ServiceEntry { Key = "library", Title = "Библиотека", Roles = ["staff", "student", "parent"] },
        new ServiceEntry { Key = "first", Title = "Первые уроки", Roles = ["student", "parent"], Grades = "1-4" },
        new ServiceEntry { Key = "second", Title = "Для второй", Roles = ["staff"], Schools = ["s2"] },
    ]);

    [Fact(DisplayName = "R34: a service is off for the role for which it is, and for everybody where it is off for all")]
    public void By_role()
    {
        var own = Access(Staff(), Parent());
        Open(own, Switch("library", "s1", PersonRole.Staff)).ShouldBe(["journal", "library"], "a parent she still is");
        Open(own, Switch("library", "s1", PersonRole.Staff), Switch("library", "s1", PersonRole.Parent)).ShouldBe(["journal"]);
        Open(own, Switch("library", "s1")).ShouldBe(["journal"]);
        Open(own, Switch("journal", "s1", PersonRole.Student)).ShouldBe(["journal", "library"]);
    }

    [Fact(DisplayName = "R34: a service that one of two schools leaves on stays, and the schools by which it is open are those")]
    public void Of_two_schools()
    {
        var own = Access(Staff(Post("teacher"), Post("teacher", Other)));
        var one = Catalogue.ServicesOf(own, new SwitchedOff([Switch("journal", "s1")]));
        one.Opens("journal").ShouldBeTrue();
        one.All[0].OpenSchools.Select(school => school.Id).ShouldBe(["s2"]);
        var both = Catalogue.ServicesOf(own, new SwitchedOff([Switch("journal", "s1"), Switch("journal", "s2", PersonRole.Staff)]));
        both.Opens("journal").ShouldBeFalse();
        both.FindOff("journal")!.OffSchools.ShouldBe(["Школа № 1", "Школа № 2"]);
    }

    [Fact(DisplayName = "R34: only schools that give the right count: one whose switch takes nothing is named nowhere")]
    public void By_right()
    {
        var own = Access(Staff(Post("teacher"), Post("teacher", Other)));
        Open(own, Switch("second", "s1")).ShouldContain("second");
        Open(own, Switch("second", "s2")).ShouldNotContain("second", "the other school never gave it");
        Catalogue.ServicesOf(Access(Parent()), new SwitchedOff([Switch("journal", "s1")])).Off.ShouldBeEmpty("it was never hers");
    }

    [Fact(DisplayName = "R34: what is off at a school is off in its parts")]
    public void Parts() => Open(Access(Staff(Post("teacher", new School { Id = "s1-a", Name = "Корпус А", Within = ["s1-a", "s1", "zao"] }))), Switch("journal", "s1")).ShouldBe(["library"]);

    private static IEnumerable<string> Open(Access access, params ServiceSwitch[] off) => Catalogue.ServicesOf(access, new SwitchedOff(off)).Open.Select(entry => entry.Key);
}
