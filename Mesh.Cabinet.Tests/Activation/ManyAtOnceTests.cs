using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>Double clicks, two tabs, and a school where everybody has the same name.</summary>
[Collection(InTrouble.Name)]
public sealed class ManyAtOnceTests(TroubledCity city)
{
    [Fact(DisplayName = "E38: twenty right passwords of one person at once make one account")]
    public async Task A_double_click_makes_one_account()
    {
        var (person, tab) = await city.TeacherAtTheDoorAsync();
        var (_, otherTab) = await city.TeacherAtTheDoorAsync(person);
        var forms = new[] { (Tab: tab, Form: await tab.FormTokenAsync()), (Tab: otherTab, Form: await otherTab.FormTokenAsync()) };

        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(click =>
            forms[click % 2].Tab.ActivateAsync(forms[click % 2].Form, person.Password, confirmed: null)));

        pages.ShouldAllBe(page => page.Path == "/activation");
        (await tab.OpenAsync("/activation")).Text.ShouldContain("Аккаунт МЭШ готов");
        (await city.Aftermath.ActivationOfAsync(person.Login)).Login.ShouldBe(person.Login);
        (await city.Aftermath.ObjectsWithAsync((await city.Aftermath.ActivationOfAsync(person.Login)).Id)).ShouldHaveSingleItem();
        (await city.Aftermath.PcAcceptsAsync(person.Login, person.Password)).ShouldBeTrue();
    }

    [Fact(DisplayName = "E30, E31: fifty people who want one login at the same moment get fifty")]
    public async Task Namesakes_get_logins_of_their_own()
    {
        await Task.WhenAll(TroubledCity.AllNamesakes.Chunk(10).Select(async some =>
        {
            foreach (var person in some)
                await ActivateAsync(person);
        }));

        var logins = new List<string>();
        foreach (var person in TroubledCity.AllNamesakes)
            logins.Add((await city.Aftermath.ActivationOfAsync(person.Login)).Login);
        logins.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(TroubledCity.AllNamesakes.Count);
        logins.ShouldContain(Resident.NamesakesLogin);
        foreach (var login in logins)
            (await city.Aftermath.ObjectsAsync(login)).ShouldHaveSingleItem();
    }

    private async Task ActivateAsync(Citizen person)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync(person);
        var page = await visitor.ActivateAsync(person.Password, Resident.NamesakesLogin);
        // In a crowd a person may be told to come back in a minute; who does, gets through.
        if (page.Problem is "Busy" or "MosRuUnavailable" or "DirectoryUnavailable")
            page = await visitor.ActivateAsync(person.Password, Resident.NamesakesLogin);
        page.Text.ShouldContain("Аккаунт МЭШ готов");
    }
}
