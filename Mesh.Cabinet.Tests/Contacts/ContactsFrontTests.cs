using Mesh.Cabinet.Contacts;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Tests.Database;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.Contacts;

/// <summary>An answered request to mend contacts, at the front of the cabinet.</summary>
public sealed class ContactsFrontTests
{
    [Fact]
    public async Task An_answered_request_is_told_for_a_week_and_an_open_one_is_not()
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var requests = new ContactRequests(new SupportCaseStore(ground.Database, ground.Protection, ground.Time), ground.Time);
        var number = await requests.SendAsync(Session(), "u1", "Новый телефон", default);
        (await OfAsync()).ToDo.ShouldBeEmpty();

        ground.Time.Advance(TimeSpan.FromHours(1));
        (await requests.FindOpenAsync(Session(), ground.Time.GetUtcNow(), default)).ShouldBeNull("the record has changed since");
        var item = (await OfAsync()).ToDo.ShouldHaveSingleItem();
        item.Text.ShouldBe($"Школа ответила на просьбу № {number}: контакты обновлены.");
        item.Address.ShouldBe("/cabinet/contacts");
        ground.Time.Advance(TimeSpan.FromDays(8));
        (await OfAsync()).ToDo.ShouldBeEmpty();

        Task<Front> OfAsync() => new ContactsFront(requests).OfAsync(Session(), Access(Student()), default);
    }
}
