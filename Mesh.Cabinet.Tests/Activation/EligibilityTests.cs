using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Tests.Doubles;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.Activation;

public sealed class EligibilityTests
{
    [Fact(DisplayName = "R15, R16, D10: staff, teachers and students of Moscow's own schools get an account of their kind")]
    public void Kinds()
    {
        Eligibility.Of(Access(Staff(Post("principal"))), Profile())!.Kind.ShouldBe(DomainAccountKind.Staff);
        Eligibility.Of(Access(Staff(Post("principal"), Post("teacher"))), Profile())!.Kind.ShouldBe(DomainAccountKind.Teacher);
        Eligibility.Of(Access(Student()), Profile())!.Kind.ShouldBe(DomainAccountKind.Student);
    }

    [Fact(DisplayName = "R17: a parent never sees activation, and being one takes nothing from staff")]
    public void Parents()
    {
        Eligibility.Of(Access(Parent()), Profile()).ShouldBeNull();
        Eligibility.Of(Access(Parent(), Staff()), Profile())!.Posts.ShouldHaveSingleItem().Role.ShouldBe("teacher");
    }

    [Fact(DisplayName = "R19, D15: private schools and schools outside Moscow stand outside the domain")]
    public void Outside()
    {
        Eligibility.Of(Access(Staff(Post("teacher", Private))), Profile()).ShouldBeNull();
        Eligibility.Of(Access(Student(Post("student", Private))), Profile()).ShouldBeNull();
        Eligibility.Of(Access(Staff(Post("teacher", Tver))), Profile()).ShouldBeNull();
        Eligibility.Of(Access(Staff()), Profile(provider: CityProvider.Gosuslugi)).ShouldBeNull();
        Eligibility.Of(Nobody(), Profile()).ShouldBeNull();
    }

    [Fact(DisplayName = "R19: only the posts at Moscow's own schools count, also for the kind and for Teams")]
    public void A_second_post_outside()
    {
        var eligible = Eligibility.Of(Access(Staff(Post("teacher", Private), Post("principal"))), Profile())!;
        eligible.Kind.ShouldBe(DomainAccountKind.Staff);
        eligible.Posts.ShouldHaveSingleItem().School.ShouldBe(Moscow);
        eligible.TeamsAddress("petrova").ShouldBe("petrova@zao.obr.mos.ru");
        Eligibility.Of(Access(Staff(Post("teacher", Private)), Student()), Profile())!.Kind.ShouldBe(DomainAccountKind.Student);
    }

    [Fact(DisplayName = "R33, E15: the Teams address has the district of the primary school; students have none")]
    public void Teams()
    {
        var second = Moscow with { Id = "s2", TeamsDomain = "sao.obr.mos.ru" };
        var without = Moscow with { Id = "s3", TeamsDomain = null };
        Eligibility.Of(Access(Staff(Post("teacher", second), Post("teacher"))), Profile())!.TeamsAddress("petrova").ShouldBe("petrova@sao.obr.mos.ru");
        Eligibility.Of(Access(Staff(Post("teacher", without))), Profile())!.TeamsAddress("petrova").ShouldBeNull();
        Eligibility.Of(Access(Student()), Profile())!.TeamsAddress("petrova").ShouldBeNull();
    }
}
