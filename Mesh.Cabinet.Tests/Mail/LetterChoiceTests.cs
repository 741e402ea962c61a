using Bunit;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.Mail;

/// <summary>The person's choice of letters, and what is said where none can be sent.</summary>
public sealed class LetterChoiceTests : PageContext, IAsyncLifetime
{
    private StoreGround ground = null!;

    public async ValueTask InitializeAsync()
    {
        ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        Services.AddSingleton<ILetterChoices>(new LetterChoiceStore(ground.Database));
        Services.AddSingleton(Options.Create(new MailOptions { Host = "mail.example" }));
    }

    public new ValueTask DisposeAsync()
    {
        ground.Dispose();
        return base.DisposeAsync();
    }

    [Fact(DisplayName = "D19: a person chooses letters by kind, saved at once; those about a tie, a device and «не я» are no choice")]
    public async Task Choice()
    {
        Signed = Session() with { Profile = Profile() with { Email = "anna@pochta.example" } };
        var page = Render<LetterChoice>();
        page.FindAll("input[type=checkbox]").Count.ShouldBe(4);
        page.Words().ShouldContain("пишем всегда");
        page.FindAll("input[type=checkbox]")[0].Change(false);
        (await new LetterChoiceStore(ground.Database).RefusedAsync("MosRu/" + Signed.Profile.Subject, default)).ShouldBe([LetterKind.SignIn]);
        var again = Render<LetterChoice>();
        again.FindAll("input[type=checkbox]")[0].HasAttribute("checked").ShouldBeFalse();
        again.FindAll("input[type=checkbox]")[0].Change(true);
        (await new LetterChoiceStore(ground.Database).RefusedAsync("MosRu/" + Signed.Profile.Subject, default)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "На mos.ru у вас нет подтверждённой почты, поэтому писем не будет.")]
    [InlineData(true, "Письма об этом аккаунте приходят родителям.")]
    public void Who_gets_no_letter_is_told_so_and_has_nothing_to_choose(bool isSimplified, string words)
    {
        Signed = Session() with { Profile = Profile() with { Email = null, IsSimplified = isSimplified } };
        var page = Render<LetterChoice>();
        page.Words().ShouldContain(words);
        page.FindAll("input").ShouldBeEmpty();
    }
}
