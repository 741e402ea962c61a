using Mesh.Cabinet.Notices;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Notices;

/// <summary>What a notice must be, and that a browser shows it once.</summary>
public sealed class NoticeFormTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 9, 1, 5, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("Завтра с 8 до 9", null, "2026-09-01T09:00", null)]
    [InlineData("Завтра с 8 до 9", "2026-09-02T08:00", "2026-09-02T09:00", null)]
    [InlineData("  ", null, "2026-09-01T09:00", "Напишите, что сказать людям.")]
    [InlineData("Завтра\u001b[31m", null, "2026-09-01T09:00", "В тексте есть знаки, которые нельзя показать. Введите его заново.")]
    [InlineData("Завтра", null, null, "Укажите, до какого дня и времени показывать.")]
    [InlineData("Завтра", null, "2026-09-01T07:59", "Это время уже прошло.")]
    [InlineData("Завтра", "2026-09-02T08:00", "2026-09-02T08:00", "Конец должен быть позже начала.")]
    [InlineData("Завтра", "вчера", "2026-09-02T08:00", "Укажите день и время.")]
    [InlineData("Завтра", null, "2027-09-01T09:00", "Не дольше 60 дней.")]
    public void A_notice_that_ends_before_it_begins_or_says_nothing_is_refused(string text, string? from, string? until, string? fault) =>
        new NoticeFormValidator(new MoscowClock(time)).Validate(new NoticeForm { Text = text, From = from, Until = until })
            .Errors.Select(error => error.ErrorMessage).FirstOrDefault().ShouldBe(fault);

    [Fact]
    public void A_browser_is_stopped_by_each_notice_once()
    {
        var cookies = new OwnCookies(Options.Create(new SiteOptions()));
        var now = time.GetUtcNow();
        Notice Of(DateTimeOffset from) => new(Guid.NewGuid(), "Всем", null, from, from.AddHours(1), now);
        var http = new DefaultHttpContext();
        NoticeMark.HasNews(http, cookies, []).ShouldBeFalse();
        NoticeMark.HasNews(http, cookies, [Of(now)]).ShouldBeTrue();

        NoticeMark.Keep(http, cookies, [Of(now)]);
        var cookie = http.Response.Headers.SetCookie.ToString();
        cookie.ShouldContain("path=/start");
        var later = new DefaultHttpContext();
        later.Request.Headers.Cookie = cookie[..cookie.IndexOf(';', StringComparison.Ordinal)];
        NoticeMark.HasNews(later, cookies, [Of(now)]).ShouldBeFalse();
        NoticeMark.HasNews(later, cookies, [Of(now), Of(now.AddMinutes(30))]).ShouldBeTrue("it was written before, and has begun since");
    }
}
