using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Doubles;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.SignIn;

public sealed class StartAddressTests
{
    private static readonly ActivationState Elsewhere = new ActivationState.NotOffered();
    private static readonly ActivationState Done = new ActivationState.Done(new IssuedAccount("a", "a", null, null, true, "Study", null, "Школа", []));
    private static readonly ActivationState Open = new ActivationState.Open(new LoginProposal(LoginOrigin.Journal, "a", "a", "a", []));
    private static readonly IServiceCatalogue Catalogue = new ServiceCatalogue(
    [
        new ServiceEntry { Key = "journal", Address = "https://journal.example/" },
        new ServiceEntry { Key = "diary", Address = "https://diary.example/" },
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

    private static string Of(Access access, ActivationState state) => StartEndpoint.Address(access, state, Catalogue);
}
