using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Provider.Grants;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>What a service goes on with without its person.</summary>
public sealed class GrantStoreContractTests
{
    private static readonly CityProfile Anna = People.Profile("anna");

    [Theory(DisplayName = "D21: what was given to go on without a session ends with «не доверять», unless in a session whose password was asked for since; leaving alone does not end it")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Offline(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var grants = new GrantStore(ground.Database, ground.Time);
        var since = ground.Time.GetUtcNow();
        var left = await GiveAsync(since.AddHours(-2));
        var doubtful = await GiveAsync(since.AddHours(-1));
        var asked = await GiveAsync(since.AddSeconds(5));
        await ground.Ending().EndAsync(left.SessionId, default);
        (await StandsAsync(left)).ShouldBeTrue();
        ground.Time.Advance(TimeSpan.FromMinutes(1));

        var distrust = new Distrust(ground.Ending(), [grants], ground.Time);
        await distrust.RunAsync(CityProvider.MosRu, "anna", DistrustReason.PasswordChanged, since, default);
        (await StandsAsync(left), await StandsAsync(doubtful), await StandsAsync(asked)).ShouldBe((false, false, true));
        await distrust.RunAsync(CityProvider.MosRu, "anna", DistrustReason.NotMe, ground.Time.GetUtcNow(), default);
        (await StandsAsync(asked)).ShouldBeFalse();

        async Task<ServiceGrant> GiveAsync(DateTimeOffset authTime)
        {
            var sessions = ground.Sessions();
            var session = (await sessions.FindBySecretAsync(await sessions.OpenAsync(new(Anna, authTime), "Firefox", default), default))!;
            var grant = new ServiceGrant { Id = Guid.CreateVersion7(), ClientId = "journal", SessionId = session.Id, Provider = CityProvider.MosRu, Subject = "anna", PairwiseSubject = "name", Scopes = "openid offline_access", IsOffline = true };
            await grants.GiveAsync(grant, default);
            return grant;
        }

        async Task<bool> StandsAsync(ServiceGrant grant) => (await grants.FindByIdAsync($"{grant.Id}", default))!.Stands;
    }
}
