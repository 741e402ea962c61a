using Bunit;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Data.Sqlite;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.MyServices;

/// <summary>The page on which a person puts their services in order.</summary>
public sealed class ShelfEditorTests : PageContext
{
    public ShelfEditorTests() => Allowed = Access(Parent()) with { ChildGrades = ["2"] };

    [Fact]
    public void Arrows_change_places_and_the_place_is_said_aloud()
    {
        var editor = Open<ArrangePage>("/cabinet/services");
        editor.All(".name").ShouldBe(["Дневник", "Портфолио", "Первые уроки"]);
        Press(editor, "Ниже: Дневник");
        editor.All(".name").ShouldBe(["Портфолио", "Дневник", "Первые уроки"]);
        editor.Find(".card [role=status]").Words().ShouldBe("Дневник: место 2 из 3");
        Kept.Arrange(Offered()).Select(entry => entry.Key).ShouldBe(["portfolio", "diary", "first-lessons"]);
    }

    [Fact]
    public void A_star_brings_to_the_front_and_the_ends_say_that_they_are_ends()
    {
        var editor = Open<ArrangePage>("/cabinet/services");
        Press(editor, "Избранное: Первые уроки");
        editor.All(".name").ShouldBe(["Первые уроки", "Дневник", "Портфолио"]);
        Button(editor, "Избранное: Первые уроки").GetAttribute("aria-pressed").ShouldBe("true");
        Button(editor, "Избранное: Дневник").GetAttribute("aria-pressed").ShouldBe("false");
        Button(editor, "Выше: Первые уроки").GetAttribute("aria-disabled").ShouldBe("true");
        Button(editor, "Выше: Дневник").GetAttribute("aria-disabled").ShouldBe("true");
        Button(editor, "Ниже: Дневник").HasAttribute("aria-disabled").ShouldBeFalse();
        editor.Find(".card [role=status]").Words().ShouldBe("Первые уроки: в избранном, место 1 из 3");
    }

    [Fact]
    public void Tiles_become_a_list()
    {
        var editor = Open<ArrangePage>("/cabinet/services");
        editor.FindAll("input[type=radio]")[1].Change(true);
        Kept.IsList.ShouldBeTrue();
        Open<CabinetPage>("/cabinet").FindAll(".tiles.rows").Count.ShouldBe(1);
        editor = Open<ArrangePage>("/cabinet/services");
        editor.FindAll("input[type=radio]")[0].Change(true);
        Kept.IsList.ShouldBeFalse();
    }

    [Fact]
    public void What_could_not_be_saved_is_not_shown_as_if_it_were()
    {
        var editor = Open<ArrangePage>("/cabinet/services");
        ShelfFault = new SqliteException("busy", 5);
        Press(editor, "Ниже: Дневник");
        editor.All(".name").ShouldBe(["Дневник", "Портфолио", "Первые уроки"]);
        editor.Find(".card [role=status]").Words().ShouldBe("Не получилось сохранить. Попробуйте ещё раз через минуту.");
        ShelfFault = null;
        Press(editor, "Ниже: Дневник");
        editor.Find(".card [role=status]").Words().ShouldBe("Дневник: место 2 из 3");
    }

    [Fact]
    public void An_open_page_saves_nothing_once_the_session_has_ended_or_the_record_is_another_accounts()
    {
        var editor = Open<ArrangePage>("/cabinet/services");
        var allowed = Allowed;
        Allowed = Nobody();
        Press(editor, "Ниже: Дневник");
        (Allowed, Signed) = (allowed, null);
        Press(editor, "Ниже: Дневник");
        Kept.ShouldBe(Shelf.Untouched);
        editor.Find(".card [role=status]").Words().ShouldBe("Не получилось сохранить. Попробуйте ещё раз через минуту.");
    }

    [Fact]
    public void Nobody_without_a_role_arranges_anything()
    {
        Allowed = Nobody();
        Open<ArrangePage>("/cabinet/services").FindAll("button").ShouldBeEmpty();
        Address.ShouldBe("/access");
    }

    private IReadOnlyList<ServiceEntry> Offered() => Catalogue.OpenTo(Allowed);

    private static void Press(IRenderedComponent<ArrangePage> editor, string label) => Button(editor, label).Click();

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ArrangePage> editor, string label) => editor.Find($"button[aria-label='{label}']");
}
