using System.Collections.Concurrent;
using System.Net;
using Dapper;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>Keys change while services are at work on two nodes.</summary>
[Collection(ProviderCity.Name)]
public sealed class RotationTests(ProviderCity city)
{
    // Every node has looked at the keys by then.
    private static readonly TimeSpan Published = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(10);

    [Fact(DisplayName = "OIDC Core 10.1.1: while keys are rotated on a database under traffic no token is refused on either node, and whatever signs was published by both before")]
    public async Task Under_traffic()
    {
        var other = await city.SecondNodeAsync();
        var (seen, refused) = (new ConcurrentDictionary<string, bool>(StringComparer.Ordinal), new ConcurrentQueue<string>());
        using var stop = new CancellationTokenSource();
        var traffic = Enumerable.Range(0, 2).Select(number => WorkAsync(number)).ToList();
        await using (var connection = await city.Product.Place.Database.OpenAsync())
        {
            while (seen.IsEmpty && !traffic.Exists(work => work.IsCompleted))
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            var before = seen.Keys.ShouldHaveSingleItem();
            // As the command does it, and the five minutes that it gives to every node cut short.
            await city.RotateKeysAsync();
            await connection.ExecuteAsync("UPDATE ProviderKeys SET UsedFrom = @At WHERE UsedFrom > @Now", new { At = DateTimeOffset.UtcNow + Published, Now = DateTimeOffset.UtcNow });
            await Task.Delay(Published + Afterwards + TimeSpan.FromSeconds(22));
            await stop.CancelAsync();
            await Task.WhenAll(traffic);
            refused.ShouldBeEmpty();
            seen.Keys.Where(key => key != before).ShouldHaveSingleItem("the new key signs on both");
        }

        async Task WorkAsync(int number)
        {
            var here = await city.TeacherAsync();
            var nodes = new[] { here, here.At(other.Cabinet) };
            var told = await here.SignInAsync(ProviderCity.Journal);
            for (var turn = number; !stop.IsCancellationRequested; turn++)
            {
                // Made by one node, used at the other.
                var (maker, user) = (nodes[turn % 2], nodes[(turn + 1) % 2]);
                if (turn % 3 == 0)
                    told = await maker.SignInAsync(ProviderCity.Journal);
                else if ((await maker.RefreshAsync(ProviderCity.Journal, told["refresh_token"]!)) is { Status: HttpStatusCode.OK } renewed)
                    told = renewed;
                else
                    refused.Enqueue($"refresh, turn {turn}");
                var kid = new JsonWebToken(told["id_token"]).Kid;
                seen[kid] = true;
                foreach (var node in nodes)
                {
                    if (new JsonWebKeySet((await node.GetAsync("/connect/jwks", null)).Json.GetRawText()).Keys.All(key => key.Kid != kid))
                        refused.Enqueue($"{kid} is not published, turn {turn}");
                }

                if ((await user.UserInfoAsync(told["access_token"])).Status is not HttpStatusCode.OK)
                    refused.Enqueue($"userinfo, turn {turn}");
                if ((await user.PostAsync("/connect/introspect", ProviderCity.Journal, ("token", told["access_token"])))["active"] is not "True")
                    refused.Enqueue($"introspection, turn {turn}");
            }
        }
    }
}
