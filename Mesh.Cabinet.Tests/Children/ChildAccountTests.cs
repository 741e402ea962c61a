using System.Text;
using Mesh.Cabinet.Children;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>A child's account from consent to tie, with everything that can come between.</summary>
public sealed class ChildAccountTests
{
    private const string Child = "child-0";
    private const string Login = "detskii_iu";
    private const string Good = "Kashtan-2026-Mir";
    private static readonly Session Mother = FamilyGround.SessionOf(0);
    private static readonly Session Guardian = FamilyGround.SessionOf(1);

    [Fact(DisplayName = "R39, D13, D17: after the consent one request makes the account, tied to its child; the password is nowhere here")]
    public async Task Made()
    {
        using var ground = await AgreedAsync();
        (await CreateAsync(ground, Mother)).ShouldBeOfType<ChildOutcome.Done>();
        var made = ground.MosRu.Made.ShouldHaveSingleItem();
        (made.Login, made.Child.GivenName, made.Child.BirthDate).ShouldBe((Login, "Юныйаа", new DateOnly(2017, 5, 5)));
        (await ground.Ties.FindAccountAsync(Child, default))!.Subject.ShouldBe(made.Subject);
        (await ground.Mine.FindAsync(Guardian, Child, default))!.Account.ShouldBe(new ChildAccountState.Made(Login, made.Subject));
        (await CreateAsync(ground, Guardian)).ShouldBeOfType<ChildOutcome.NotNow>();
        ground.MosRu.Made.Count.ShouldBe(1);
        var written = string.Concat(Directory.EnumerateFiles(ground.Database.Folder).Select(file => File.ReadAllText(file, Encoding.Latin1)));
        written.ShouldContain(Login);
        written.ShouldNotContain(Good);
    }

    [Fact(DisplayName = "D19: the child and everybody who acts for it hear once that it has an account, a relative does not, and no letter names the child in full")]
    public async Task Told()
    {
        using var ground = await AgreedAsync();
        await CreateAsync(ground, Mother);
        await CreateAsync(ground, Guardian);
        ground.Letters.All.Select(letter => letter.To).ShouldBe(["child0@pochta.example", "adult0@pochta.example", "adult1@pochta.example"]);
        ground.Letters.All.ShouldAllBe(letter => letter.Text.Contains("Юныйаа") && !letter.Text.Contains("Детский") && letter.Text.Contains("https://mesh.example/support"));
    }

    [Fact(DisplayName = "E24: once support has given the child's record to another account, no parent sets that account's password here")]
    public async Task Another_account()
    {
        using var ground = await AgreedAsync();
        (await CreateAsync(ground, Mother)).ShouldBeOfType<ChildOutcome.Done>();
        var first = (await ground.Ties.FindAccountAsync(Child, default))!;
        await new TieChangesStore(ground.Database, [], ground.Time).MoveAccountAsync(Child, first, new TiedAccount { Provider = CityProvider.MosRu, Subject = "own" }, "Свой аккаунт", default);
        (await ground.Mine.FindAsync(Mother, Child, default))!.Account.ShouldBeOfType<ChildAccountState.AtMosRu>();
    }

    [Fact(DisplayName = "E28: two parents in the same second make one account, with the password of the one who made it; the other is shown it")]
    public async Task Both_at_once()
    {
        using var ground = await AgreedAsync();
        var outcomes = await Task.WhenAll(Task.Run(() => CreateAsync(ground, Mother, "Mama-2026-Good")), Task.Run(() => CreateAsync(ground, Guardian, "Opekun-2026-Good")));
        var winner = Array.FindIndex(outcomes, outcome => outcome is ChildOutcome.Done);
        outcomes[1 - winner].ShouldBeOfType<ChildOutcome.NotNow>("the page then shows the account");
        var made = ground.MosRu.Made.ShouldHaveSingleItem();
        ground.MosRu.Passwords[made.Subject].ShouldBe(winner == 0 ? "Mama-2026-Good" : "Opekun-2026-Good");
    }

    [Fact(DisplayName = "E38: an answer that was lost makes no second account: the other parent goes on, and the password typed last holds")]
    public async Task A_lost_answer()
    {
        using var ground = await AgreedAsync();
        ground.MosRu.LosesAnswer = true;
        (await CreateAsync(ground, Mother)).ShouldBeOfType<ChildOutcome.MosRuUnavailable>();
        (await ground.Mine.FindAsync(Guardian, Child, default))!.Account.ShouldBe(new ChildAccountState.Started(IsBusy: false));
        (await CreateAsync(ground, Guardian, "Opekun-2026-Good", "another_login")).ShouldBeOfType<ChildOutcome.Done>();
        var made = ground.MosRu.Made.ShouldHaveSingleItem();
        ground.MosRu.Passwords[made.Subject].ShouldBe("Opekun-2026-Good");
        (await ground.Accounts.FindAsync(Child, default))!.Login.ShouldBe(Login, "the account bears the login of the first try");
    }

    [Fact(DisplayName = "E38: what a crash left half done is finished after half a minute by whoever comes")]
    public async Task A_crash()
    {
        using var ground = await AgreedAsync();
        var row = (await ground.Accounts.StartAsync(Child, Login, new Actor("adult-0", null), default)).ShouldBeOfType<StartOutcome.Started>().Row;
        var child = MyChildren.IdentityOf((await ground.Records.FindAsync(Child, default))!)!;
        await ground.MosRu.CreateAsync(row.Id, child, Login, new TypedPassword(Good), default);
        (await ground.Mine.FindAsync(Mother, Child, default))!.Account.ShouldBe(new ChildAccountState.Started(IsBusy: true));
        ground.Time.Advance(ChildAccountStore.AttemptTime);
        (await CreateAsync(ground, Guardian)).ShouldBeOfType<ChildOutcome.Done>();
        ground.MosRu.Made.Count.ShouldBe(1);
    }

    [Fact(DisplayName = "E25: a child whom mos.ru knows gets no second account, also when it appeared a moment ago")]
    public async Task Already_there()
    {
        using var ground = await AgreedAsync();
        var child = MyChildren.IdentityOf((await ground.Records.FindAsync(Child, default))!)!;
        await ground.MosRu.CreateAsync(Guid.NewGuid(), child, "own", new TypedPassword(Good), default);
        (await CreateAsync(ground, Mother)).ShouldBeOfType<ChildOutcome.NotNow>();
        (await ground.Accounts.FindAsync(Child, default)).ShouldBeNull();
        ground.MosRu.Known = new FindChildOutcome.Found(SharesPhone: true);
        var view = (await ground.Mine.FindAsync(Mother, Child, default))!;
        (view.Account, view.IsOffered).ShouldBe((new ChildAccountState.AtMosRu(SharesPhone: true), false));
        ground.MosRu.Made.Count.ShouldBe(1);
    }

    [Fact(DisplayName = "R39: a proposed login that mos.ru gave to others takes the next number by itself; one that the parent typed is said to be taken")]
    public async Task Taken()
    {
        using var ground = await AgreedAsync();
        ground.MosRu.Taken.UnionWith([Login, Login + "2", "kotik"]);
        (await CreateAsync(ground, Mother, login: "kotik")).ShouldBe(new ChildOutcome.LoginTaken("kotik"));
        (await ground.Accounts.FindAsync(Child, default)).ShouldBeNull("nothing of the try is left");
        (await ground.Logins.ProposeAsync((await ground.Records.FindAsync(Child, default))!, "kotik", default)).Login.ShouldBe("kotik2");
        (await CreateAsync(ground, Mother)).ShouldBeOfType<ChildOutcome.Done>();
        (await ground.Accounts.FindAsync(Child, default))!.Login.ShouldBe(Login + "3");
    }

    [Fact(DisplayName = "R25: the legal login of the journal is taken as it is, whatever is typed; if mos.ru gave it away, support is named")]
    public async Task The_login_of_the_journal()
    {
        using var ground = await AgreedAsync();
        await ground.ExecuteAsync($"UPDATE People SET Username = 'Detskii-7', FoldedUsername = 'detskii-7' WHERE Id = '{Child}'");
        ground.MosRu.Taken.Add("Detskii-7");
        (await CreateAsync(ground, Mother, login: "other")).ShouldBeOfType<ChildOutcome.JournalLoginTaken>();
        ground.MosRu.Taken.Clear();
        (await CreateAsync(ground, Mother, login: "other")).ShouldBeOfType<ChildOutcome.Done>();
        ground.MosRu.Made.Single().Login.ShouldBe("Detskii-7");
    }

    [Theory(DisplayName = "D14: what is wrong is said before anything is written")]
    [InlineData("", Good, null)]
    [InlineData("даша", Good, typeof(ChildOutcome.LoginIllegal))]
    [InlineData("administrator", Good, typeof(ChildOutcome.LoginIllegal))]
    [InlineData("", "", typeof(ChildOutcome.PasswordMissing))]
    [InlineData("", "Ab1-cd", typeof(ChildOutcome.PasswordBreaksRule))]
    [InlineData("", "prostoparol", typeof(ChildOutcome.PasswordBreaksRule))]
    [InlineData("", "Xdetskii_iuX1", typeof(ChildOutcome.PasswordBreaksRule))]
    [InlineData("", "Mir-2026-refused", typeof(ChildOutcome.PasswordBreaksRule))]
    public async Task Wrong(string login, string password, Type? outcome)
    {
        using var ground = await AgreedAsync();
        (await CreateAsync(ground, Mother, password, login)).GetType().ShouldBe(outcome ?? typeof(ChildOutcome.Done));
        if (outcome is not null)
            (await ground.ScalarAsync("SELECT COUNT(*) FROM ChildAccounts")).ShouldBe("0");
    }

    [Fact(DisplayName = "E29: without a consent to the text of today nothing is made, and a form with an older text is shown the new one")]
    public async Task Consent_first()
    {
        using var ground = await FamilyGround.SmallAsync();
        (await CreateAsync(ground, Mother)).ShouldBeOfType<ChildOutcome.ConsentFirst>();
        (await ground.GiveConsent.RunAsync(Mother, Child, "1", null, default)).ShouldBeOfType<ChildOutcome.Done>();
        ground.Consent = new Consent { Current = new ConsentText(2, ["Согласен на большее"]) };
        (await CreateAsync(ground, Mother)).ShouldBeOfType<ChildOutcome.ConsentFirst>();
        (await ground.GiveConsent.RunAsync(Mother, Child, "1", null, default)).ShouldBeOfType<ChildOutcome.ConsentFirst>();
        (await ground.GiveConsent.RunAsync(Mother, Child, "2", null, default)).ShouldBeOfType<ChildOutcome.Done>();
        (await ground.GiveConsent.RunAsync(Mother, Child, "2", null, default)).ShouldBeOfType<ChildOutcome.Done>();
        (await ground.ScalarAsync("SELECT COUNT(*) FROM ChildConsents")).ShouldBe("2", "a second click agrees to nothing new");
        (await CreateAsync(ground, Guardian)).ShouldBeOfType<ChildOutcome.ConsentFirst>("each agrees for oneself");
        (await CreateAsync(ground, Mother)).ShouldBeOfType<ChildOutcome.Done>();
    }

    [Fact(DisplayName = "E26: either parent sets a new password, and both read who did; mos.ru's silence is told and counts for nothing")]
    public async Task A_new_password()
    {
        using var ground = await AgreedAsync();
        (await SetAsync(ground, Guardian, "Novyi-2026-Mir")).ShouldBeOfType<ChildOutcome.NotNow>("there is no account yet");
        await CreateAsync(ground, Mother);
        ground.MosRu.IsSilent = true;
        (await SetAsync(ground, Guardian, "Novyi-2026-Mir")).ShouldBeOfType<ChildOutcome.MosRuUnavailable>();
        ground.MosRu.IsSilent = false;
        (await SetAsync(ground, Guardian, "korotko")).ShouldBe(new ChildOutcome.PasswordBreaksRule(PasswordRule.TooShort));
        ground.Distrusted.ShouldBeEmpty("nothing has changed");
        (await SetAsync(ground, Guardian, "Novyi-2026-Mir")).ShouldBeOfType<ChildOutcome.Done>();
        ground.Distrusted.ShouldBe([(ground.MosRu.Made[0].Subject, DistrustReason.PasswordChanged)], "D21: whoever came with the old one is out");
        ground.MosRu.Passwords.Values.ShouldBe(["Novyi-2026-Mir"]);
        var set = (await ground.History.FindAsync(Child, default)).Where(it => it.Event == "child-password-set").ShouldHaveSingleItem();
        HistoryWords.Of(set, "adult-0").ShouldBe("Иванаб Взрослов: задан новый пароль");
        HistoryWords.Of(set, "adult-1").ShouldBe("Вы: задан новый пароль");
    }

    [Fact]
    public async Task Too_many_passwords_wait()
    {
        using var ground = await AgreedAsync();
        await CreateAsync(ground, Mother);
        var outcomes = new List<ChildOutcome>();
        for (var number = 0; number < ChildTryStore.Most; number++)
            outcomes.Add(await SetAsync(ground, Mother, $"Novyi-2026-{number}"));
        outcomes[^2].ShouldBeOfType<ChildOutcome.Done>();
        outcomes[^1].ShouldBeOfType<ChildOutcome.TooManyTries>("the creation was the first");
        ground.MosRu.Passwords.Values.ShouldBe([$"Novyi-2026-{ChildTryStore.Most - 2}"]);
    }

    [Fact]
    public async Task Whether_a_login_is_somebodys_is_told_only_for_a_try_that_counts()
    {
        using var ground = await AgreedAsync();
        await ground.ExecuteAsync("UPDATE People SET Username = 'ivanov', FoldedUsername = 'ivanov' WHERE Id = 'adult-3'");
        (await CreateAsync(ground, Mother, password: "", login: "ivanov")).ShouldBeOfType<ChildOutcome.PasswordMissing>("this way one could ask without end");
        for (var number = 0; number < ChildTryStore.Most; number++)
            (await CreateAsync(ground, Mother, login: "ivanov")).ShouldBe(new ChildOutcome.LoginTaken("ivanov"));
        (await CreateAsync(ground, Mother, login: "ivanov")).ShouldBeOfType<ChildOutcome.TooManyTries>();
        ground.MosRu.Made.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_child_of_a_school_elsewhere_or_without_a_birth_date_or_with_a_silent_mos_ru_is_offered_none()
    {
        using var ground = await AgreedAsync();
        async Task<ChildAccountState> StateAsync() => (await ground.Mine.FindAsync(Mother, Child, default))!.Account;
        ground.MosRu.IsSilent = true;
        (await StateAsync()).ShouldBeOfType<ChildAccountState.Unknown>();
        (await CreateAsync(ground, Mother)).ShouldBeOfType<ChildOutcome.MosRuUnavailable>();
        await ground.ExecuteAsync("DELETE FROM ChildAccounts");
        await ground.ExecuteAsync("UPDATE People SET BirthDate = NULL");
        (await StateAsync()).ShouldBeOfType<ChildAccountState.BirthDateMissing>();
        await ground.ExecuteAsync("UPDATE Organisations SET Name = 'Калужская область' WHERE Id = 'state-moscow'");
        (await StateAsync()).ShouldBeOfType<ChildAccountState.OutsideMoscow>();
        (await CreateAsync(ground, Mother)).ShouldBeOfType<ChildOutcome.NotNow>();
    }

    private static async Task<FamilyGround> AgreedAsync()
    {
        var ground = await FamilyGround.SmallAsync();
        foreach (var adult in (Session[])[Mother, Guardian])
            (await ground.GiveConsent.RunAsync(adult, Child, "1", null, default)).ShouldBeOfType<ChildOutcome.Done>();
        return ground;
    }

    private static Task<ChildOutcome> CreateAsync(FamilyGround ground, Session adult, string password = Good, string login = "") =>
        ground.Create.RunAsync(adult, Child, login, new TypedPassword(password), null, default);

    private static Task<ChildOutcome> SetAsync(FamilyGround ground, Session adult, string password) =>
        ground.SetPassword.RunAsync(adult, Child, new TypedPassword(password), null, default);
}
