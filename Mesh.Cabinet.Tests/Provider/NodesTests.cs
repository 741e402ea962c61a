using System.Net;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>Two nodes of the provider on one database.</summary>
[Collection(ProviderCity.Name)]
public sealed class NodesTests(ProviderCity city)
{
    private const int Times = 20;
    private static readonly int Rounds = TestPlaces.IsFull ? 20 : 4;

    [Fact(DisplayName = "RFC 6749 4.1.2: of twenty who redeem one code at once on two nodes exactly one is answered, and what it got ends with the code's reuse, whoever was quicker")]
    public async Task One_code()
    {
        var other = await city.SecondNodeAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var teacher = await city.TeacherAsync();
            var answer = await teacher.AuthorizeAsync(ProviderCity.Journal);
            await EndsAsync(teacher, other, visitor => visitor.RedeemAsync(ProviderCity.Journal, answer.Code, answer.Verifier));
        }
    }

    [Fact(DisplayName = "RFC 9700 4.14.2: of twenty who refresh by one token at once on two nodes exactly one is answered, and the family ends, whoever was quicker")]
    public async Task One_refresh_token()
    {
        var other = await city.SecondNodeAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var teacher = await city.TeacherAsync();
            var first = await teacher.SignInAsync(ProviderCity.Journal);
            await EndsAsync(teacher, other, visitor => visitor.RefreshAsync(ProviderCity.Journal, first["refresh_token"]!));
            (await teacher.UserInfoAsync(first["access_token"])).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private static async Task EndsAsync(ServiceVisitor here, RunningProduct other, Func<ServiceVisitor, Task<Told>> useAsync)
    {
        var there = here.At(other.Cabinet);
        var all = await Task.WhenAll(Enumerable.Range(0, Times).Select(time => useAsync(time % 2 == 0 ? here : there)));
        var winner = all.Where(told => told.Status is HttpStatusCode.OK).ShouldHaveSingleItem();
        all.Where(told => told != winner).ShouldAllBe(told => told.Status == HttpStatusCode.BadRequest && told.Error == "invalid_grant");
        foreach (var visitor in new[] { here, there })
        {
            (await visitor.UserInfoAsync(winner["access_token"])).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await visitor.RefreshAsync(ProviderCity.Journal, winner["refresh_token"]!)).Error.ShouldBe("invalid_grant");
        }

        // Whom it happened to by mistake signs in again.
        (await there.SignInAsync(ProviderCity.Journal)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
