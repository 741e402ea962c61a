using Mesh.Cabinet.Children;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>A child without an account, at the front of a parent's cabinet.</summary>
public sealed class ChildrenFrontTests : IDisposable
{
    private readonly FamilyGround ground = FamilyGround.SmallAsync().GetAwaiter().GetResult();
    private readonly ChildrenWithAccount settled;

    public ChildrenFrontTests() => settled = new ChildrenWithAccount(ground.Time);

    public void Dispose()
    {
        settled.Dispose();
        ground.Dispose();
    }

    [Fact(DisplayName = "R39: a parent is told of a child without an account, with the way to it; a relative, who may make none, is not")]
    public async Task Offered()
    {
        var front = await OfAsync(0);
        var item = front.ToDo.ShouldHaveSingleItem();
        item.Text.ShouldBe("Юныйаа Д. пока без аккаунта: войти в дневник ребёнок не может.");
        item.Address.ShouldBe("/cabinet/children/child-0/account");
        (await OfAsync(2)).ToDo.ShouldBeEmpty();
        (await OfAsync(3)).ToDo.ShouldBeEmpty("this parent has no child there");
    }

    [Fact]
    public async Task A_silent_mos_ru_accuses_nobody_and_is_asked_again()
    {
        ground.MosRu.IsSilent = true;
        (await OfAsync(0)).ToDo.ShouldBeEmpty();
        ground.MosRu.IsSilent = false;
        (await OfAsync(0)).ToDo.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Of_a_child_that_has_an_account_mos_ru_is_not_asked_again_for_an_hour()
    {
        ground.MosRu.Known = new FindChildOutcome.Found(SharesPhone: false);
        (await OfAsync(0)).ToDo.ShouldBeEmpty();
        ground.MosRu.Known = null;
        (await OfAsync(0)).ToDo.ShouldBeEmpty();
        ground.Time.Advance(TimeSpan.FromMinutes(61));
        (await OfAsync(0)).ToDo.ShouldNotBeEmpty();
    }

    private async Task<Front> OfAsync(int adult)
    {
        var session = FamilyGround.SessionOf(adult);
        var access = await ((IAccessCheck)ground).CheckAsync(session, default);
        return await new ChildrenFront(ground.Families, ground.Mine, settled, ground.Clock).OfAsync(session, access, default);
    }
}
