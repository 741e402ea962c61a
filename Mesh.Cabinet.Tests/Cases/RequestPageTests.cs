using Bunit;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Cases;

/// <summary>One's own case: what it ends with.</summary>
public sealed class RequestPageTests : PageContext, IOwnCases
{
    private OwnCase own = new() { Number = 12, Kind = SupportCaseKind.LoginsDiffer, State = CaseState.Done, OpenedAt = DateTimeOffset.UnixEpoch, ClosedAt = DateTimeOffset.UnixEpoch, ChangedAt = DateTimeOffset.UnixEpoch };

    public RequestPageTests()
    {
        Services.AddSingleton<IOwnCases>(this);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        SignIn();
    }

    [Theory(DisplayName = "R25, R58: a closed refusal ends with the button that repeats what failed")]
    [InlineData(SupportCaseKind.LoginsDiffer, null, "/activation", "Активировать аккаунт")]
    [InlineData(SupportCaseKind.AccountRefused, null, "/activation", "Активировать аккаунт")]
    [InlineData(SupportCaseKind.AccessRequest, null, "/start", "Войти ещё раз")]
    [InlineData(SupportCaseKind.SeveralRecords, null, "/start", "Войти ещё раз")]
    [InlineData(SupportCaseKind.TiedElsewhere, null, "/start", "Войти ещё раз")]
    [InlineData(SupportCaseKind.AccountReplaced, null, "/start", "Войти ещё раз")]
    [InlineData(SupportCaseKind.ContactsRequest, null, "/cabinet/contacts", "Проверить контакты ещё раз")]
    [InlineData(SupportCaseKind.Message, "activation", "/activation", "Попробовать ещё раз")]
    [InlineData(SupportCaseKind.Message, "entrance", "/cabinet/account", "Попробовать ещё раз")]
    [InlineData(SupportCaseKind.Message, "access", "/access", "Попробовать ещё раз")]
    public void Closed(SupportCaseKind kind, string? matter, string address, string words)
    {
        own = own with { Kind = kind, Matter = matter };
        var button = Page().FindAll("a.button").ShouldHaveSingleItem();
        button.GetAttribute("href").ShouldBe(address);
        button.Words().ShouldBe(words);

        own = own with { State = CaseState.Open, ClosedAt = null };
        Page().FindAll("a.button").ShouldBeEmpty("nobody has answered yet");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("help-wifi")]
    [InlineData("no-such-matter")]
    public void A_letter_after_which_nothing_failed_ends_without_one(string? matter)
    {
        own = own with { Kind = SupportCaseKind.Message, Matter = matter };
        Page().FindAll("a.button").ShouldBeEmpty();
    }

    Task<IReadOnlyList<OwnCase>> IOwnCases.ListAsync(string provider, string subject, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<OwnCase>>([own]);

    Task<OwnCase?> IOwnCases.FindAsync(string provider, string subject, long number, CancellationToken cancellation) => Task.FromResult<OwnCase?>(own);

    Task<ReplyOutcome> IOwnCases.ReplyAsync(string provider, string subject, long number, string text, CancellationToken cancellation) => throw new NotSupportedException();

    private IRenderedComponent<RequestPage> Page()
    {
        Http.RequestServices = Services;
        return Render<RequestPage>(page => page.Add(it => it.Number, 12));
    }
}
