using Bunit;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Desk;
using Mesh.Cabinet.Desk.Passkeys;
using Mesh.Cabinet.Matching.Decisions;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Cases;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Desk;

/// <summary>A letter as an operator of the school that it names sees it.</summary>
public sealed class CasePageTests : PageContext, IOperators, IOperatorProof
{
    private readonly TestDatabase database = new();
    private readonly SupportCaseStore cases;

    public CasePageTests()
    {
        var entries = new CaseEntriesStore(database.Protection);
        cases = new SupportCaseStore(database.Database, database.Protection, TimeProvider.System);
        Services.AddSingleton<IDeskCases>(new DeskCasesStore(
            database.Database, database.Protection, entries, new CaseCountsStore(database.Database, TimeProvider.System), new CaseLetters(Options.Create(new SiteOptions())), new KeptLetters(), TimeProvider.System));
        Services.AddSingleton<IDrafts>(new DraftStore(database.Database, database.Protection, TimeProvider.System));
        Services.AddSingleton<IOrganisations>(new OrganisationsStore(database.Database));
        Services.AddSingleton(new TieProposalStore(database.Database, new KeptLetters(), TimeProvider.System));
        Services.AddSingleton<IOperators>(this);
        Services.AddSingleton<IOperatorProof>(this);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        Signed = People.Session() with { ConfirmedAt = TimeProvider.System.GetUtcNow() };
        SignIn();
    }

    [Fact(DisplayName = "R53: the school that a stranger names reads the letter, that it is unproven and what it is about, and nothing else")]
    public async Task Stranger()
    {
        var page = Page(await cases.OpenAsync(new Mesh.Cabinet.Help.Letter { Contact = "anna@example.ru", Message = "Не входит" }.ToCase(null, null, "s1", "help-wifi"), default));
        page.Words().ShouldContain("Личность не подтверждена: письмо написал тот, кто не входил.");
        page.All(".sheet div").ShouldContain("О чём письмоКак подключиться к школьному Wi-Fi?");
        page.Find(".said").TextContent.ShouldBe("anna@example.ru\n\nНе входит");
        page.FindAll(".compared").ShouldBeEmpty();
    }

    [Fact(DisplayName = "R53, D22: naming a school proves nothing to it: no word of mos.ru, and no power over the account")]
    public async Task Signed_in_and_unknown()
    {
        var profile = People.Profile("anna_login") with { FamilyName = "Секретова", Email = "own@example.ru" };
        var page = Page(await cases.OpenAsync(new Mesh.Cabinet.Help.Letter { Contact = "anna@example.ru", Message = "Не входит" }.ToCase(profile, null, "s1", null), default));
        page.Words().ShouldContain("Личность не подтверждена: школьная запись этого человека неизвестна.");
        foreach (var word in new[] { "Секретова", "anna_login", "own@example.ru", "Закончить все сеансы" })
            page.Words().ShouldNotContain(word);
    }

    Task<CaseOperator?> IOperators.FindAsync(Session session, CancellationToken cancellation) => Task.FromResult<CaseOperator?>(CaseGround.OperatorOf("Лариса", "s1"));

    bool IOperators.CouldBe(CityProfile profile, PersonRecord own) => true;

    Task<bool> IOperatorProof.IsProvenAsync(Session session, CancellationToken cancellation) => Task.FromResult(true);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            database.Dispose();
    }

    private IRenderedComponent<CasePage> Page(long number)
    {
        Http.RequestServices = Services;
        Navigation.NavigateTo($"/desk/cases/{number}");
        var page = Render<CasePage>(with => with.Add(it => it.Number, number));
        page.WaitForAssertion(() => page.Words().ShouldContain($"№ {number}"));
        return page;
    }
}
