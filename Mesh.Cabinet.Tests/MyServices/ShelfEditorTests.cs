using Bunit;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Data.Sqlite;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.MyServices;

/// <summary>A person puts their services in order, where they stand.</summary>
public sealed class ShelfEditorTests : PageContext
{
    public ShelfEditorTests() => Allowed = Access(Parent()) with { ChildGrades = ["2"] };

    [Fact]
    public void Arrows_change_places_and_the_place_is_said_aloud()
    {
        var editor = Arrange();
        editor.All(".name").ShouldBe(["Дневник", "Портфолио", "Первые уроки"]);
        Press(editor, "Ниже: Дневник");
        editor.All(".name").ShouldBe(["Портфолио", "Дневник", "Первые уроки"]);
        editor.Find("p[role=status]").Words().ShouldBe("Дневник: место 2 из 3");
        Kept.Arrange(Offered()).Select(entry => entry.Key).ShouldBe(["portfolio", "diary", "first-lessons"]);
        JSInterop.Invocations.ShouldContain(call => call.Identifier.Contains("focus", StringComparison.OrdinalIgnoreCase), "the keyboard goes with the row");

        editor.FindAll("button").Single(button => button.Words() == "Готово").Click();
        editor.All(".tile strong").ShouldBe(["Портфолио", "Дневник", "Первые уроки"]);
    }

    [Fact]
    public void A_star_brings_to_the_front_and_the_ends_say_that_they_are_ends()
    {
        var editor = Arrange();
        Press(editor, "Избранное: Первые уроки");
        editor.All(".name").ShouldBe(["Первые уроки", "Дневник", "Портфолио"]);
        Button(editor, "Избранное: Первые уроки").GetAttribute("aria-pressed").ShouldBe("true");
        Button(editor, "Избранное: Дневник").GetAttribute("aria-pressed").ShouldBe("false");
        Button(editor, "Выше: Первые уроки").GetAttribute("aria-disabled").ShouldBe("true");
        Button(editor, "Выше: Дневник").GetAttribute("aria-disabled").ShouldBe("true");
        Button(editor, "Ниже: Дневник").HasAttribute("aria-disabled").ShouldBeFalse();
        editor.Find("p[role=status]").Words().ShouldBe("Первые уроки: в избранном, место 1 из 3");
        Press(editor, "Выше: Дневник");
        editor.All(".name").ShouldBe(["Первые уроки", "Дневник", "Портфолио"], "an end is an end");
    }

    [Fact]
    public void A_star_is_given_at_the_tile_itself_too()
    {
        var page = Open<CabinetPage>("/cabinet");
        Press(page, "Избранное: Портфолио");
        page.All(".tile strong").ShouldBe(["Портфолио", "Дневник", "Первые уроки"]);
        page.Find("p[role=status]").Words().ShouldBe("Портфолио: в избранном, место 1 из 3");
        Kept.Favourites.ShouldBe(["portfolio"]);
        Press(page, "Избранное: Портфолио");
        Kept.Favourites.ShouldBeEmpty();
    }

    [Fact]
    public void Tiles_become_a_list()
    {
        var editor = Arrange();
        editor.FindAll("input[type=radio]")[1].Click();
        Kept.IsList.ShouldBeTrue();
        Open<CabinetPage>("/cabinet").FindAll(".tiles.rows").Count.ShouldBe(1);
        Arrange().FindAll("input[type=radio]")[0].Click();
        Kept.IsList.ShouldBeFalse();
    }

    [Fact]
    public void What_could_not_be_saved_is_not_shown_as_if_it_were()
    {
        var editor = Arrange();
        ShelfFault = new SqliteException("busy", 5);
        Press(editor, "Ниже: Дневник");
        editor.All(".name").ShouldBe(["Дневник", "Портфолио", "Первые уроки"]);
        editor.Find("p.note.bad[role=status]").Words().ShouldBe("Не получилось сохранить. Попробуйте ещё раз через минуту.");
        ShelfFault = null;
        Press(editor, "Ниже: Дневник");
        editor.Find("p[role=status]").Words().ShouldBe("Дневник: место 2 из 3");
    }

    [Fact]
    public void An_open_page_saves_nothing_once_the_session_has_ended_or_the_record_is_another_accounts()
    {
        var editor = Arrange();
        var allowed = Allowed;
        Allowed = Nobody();
        Press(editor, "Ниже: Дневник");
        (Allowed, Signed) = (allowed, null);
        Press(editor, "Ниже: Дневник");
        Kept.ShouldBe(Shelf.Untouched);
    }

    private IReadOnlyList<ServiceEntry> Offered() => Catalogue.ServicesOf(Allowed, Off).Open;

    private IRenderedComponent<CabinetPage> Arrange()
    {
        var page = Open<CabinetPage>("/cabinet");
        page.FindAll("button").Single(button => button.Words() == "Изменить порядок").Click();
        return page;
    }

    private static void Press(IRenderedComponent<CabinetPage> page, string label) => Button(page, label).Click();

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<CabinetPage> page, string label) => page.Find($"button[aria-label='{label}']");
}
