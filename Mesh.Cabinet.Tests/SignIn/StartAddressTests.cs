using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Doubles;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.SignIn;

public sealed class StartAddressTests
{
    private static readonly ActivationState Elsewhere = new ActivationState.NotOffered();
    private static readonly ActivationState Done = new ActivationState.Done(new IssuedAccount("a", "a", null, null, true, "Study", null, "Школа", []));
    private static readonly ActivationState Open = new ActivationState.Open(new LoginProposal(LoginOrigin.Journal, "a", "a", "a", []));
    private static readonly ServiceCatalogue Catalogue = new(
    [
        new ServiceEntry { Key = "journal", Roles = ["staff"], Address = "https://journal.example/" },
        new ServiceEntry { Key = "diary", Roles = ["student", "parent"], Address = "https://diary.example/" },
    ]);

    [Fact]
    public void Who_has_no_role_goes_to_the_diagnosis() => Of(Nobody(), Elsewhere).ShouldBe("/access");

    [Fact(DisplayName = "R15, R16, R25: whoever's account is not there yet goes to activation, waiting for support or not")]
    public void Activation()
    {
        Of(Access(Staff()), Open).ShouldBe("/activation");
        Of(Access(Student()), new ActivationState.Reserved("a")).ShouldBe("/activation");
        Of(Access(Staff(), Parent()), new ActivationState.LoginsDiffer(1, "a", "b")).ShouldBe("/activation");
    }

    [Fact(DisplayName = "R22, D12: with the account staff go to Журнал, students to Дневник")]
    public void Services()
    {
        Of(Access(Staff()), Done).ShouldBe("https://journal.example/");
        Of(Access(Student()), Done).ShouldBe("https://diary.example/");
    }

    [Fact(DisplayName = "R17, R19: a parent goes straight to Дневник, a private school to its service")]
    public void Without_activation()
    {
        Of(Access(Parent()), Elsewhere).ShouldBe("https://diary.example/");
        Of(Access(Staff(Post("teacher", Private))), Elsewhere).ShouldBe("https://journal.example/");
        Of(Access(Student(Post("student", Private))), Elsewhere).ShouldBe("https://diary.example/");
    }

    [Fact(DisplayName = "R18: a staff-parent chooses, once the account is there")]
    public void Choice()
    {
        Of(Access(Staff(), Parent()), Done).ShouldBe("/services");
        Of(Access(Staff(), Parent()), Open).ShouldBe("/activation");
    }

    [Fact(DisplayName = "R34, D12: a service that the school has switched off is nobody's way; who has another chooses among what is left, and activation comes first all the same")]
    public void Switched_off()
    {
        var noJournal = new SwitchedOff([Switch("journal", Moscow.Id)]);
        Of(Access(Staff()), Done, noJournal).ShouldBe("/cabinet");
        Of(Access(Parent()), Elsewhere, noJournal).ShouldBe("https://diary.example/");
        Of(Access(Staff(), Parent()), Done, noJournal).ShouldBe("/services");
        Of(Access(Staff(), Parent()), Done, new SwitchedOff([Switch("journal", Moscow.Id), Switch("diary", Moscow.Id)])).ShouldBe("/cabinet");
        Of(Access(Staff()), Open, noJournal).ShouldBe("/activation");
        Of(Access(Staff(Post("teacher", Moscow), Post("teacher", Tver))), Done, noJournal).ShouldBe("https://journal.example/");
    }

    private static string Of(Access access, ActivationState state, SwitchedOff? off = null) => StartEndpoint.Address(access, state, Catalogue.ServicesOf(access, off ?? SwitchedOff.Nothing), Catalogue);
}
