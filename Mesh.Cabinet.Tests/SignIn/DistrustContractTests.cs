using Mesh.Cabinet.Database;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Devices;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>«Не доверять» (D21): what ends here when something ended at mos.ru, on every database.</summary>
public sealed class DistrustContractTests
{
    private static readonly CityProfile Anna = People.Profile("anna");

    [Theory(DisplayName = "D21: sessions opened before the word came end, except those whose password was asked for at or after the event")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Sessions(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var since = ground.Time.GetUtcNow().AddMilliseconds(700);
        var store = ground.Sessions();
        var silent = await store.OpenAsync(new(Anna), "", default);
        var earlier = await store.OpenAsync(new(Anna, since.AddSeconds(-1)), "", default);
        var same = await store.OpenAsync(new(Anna, DateTimeOffset.FromUnixTimeSeconds(since.ToUnixTimeSeconds())), "", default);
        var later = await store.OpenAsync(new(Anna, since.AddSeconds(5)), "", default);
        var boris = await store.OpenAsync(new(Anna with { Subject = "boris" }), "", default);
        ground.Time.Advance(TimeSpan.FromMinutes(1));

        await Distrust(ground).RunAsync(CityProvider.MosRu, "anna", DistrustReason.PasswordChanged, since, default);

        (await ground.OfAsync(silent)).ShouldBeNull();
        (await ground.OfAsync(earlier)).ShouldBeNull();
        (await ground.OfAsync(same)).ShouldNotBeNull("auth_time knows whole seconds");
        (await ground.OfAsync(later)).ShouldNotBeNull("or a person who has just changed the password would be sent in a circle");
        (await ground.OfAsync(boris)).ShouldNotBeNull();
        ground.Time.Advance(TimeSpan.FromMinutes(1));
        var next = await store.OpenAsync(new(Anna, since.AddSeconds(-1)), "", default);
        (await ground.OfAsync(next)).ShouldNotBeNull("later sign-ins are judged by nothing");
        (await ground.ScalarAsync("SELECT Detail FROM AuditTrail WHERE Event = 'distrusted'")).ShouldBe("PasswordChanged");
    }

    [Theory(DisplayName = "D21: a released tie and «это был не я» end every session, whenever the password was asked for")]
    [InlineData(DistrustReason.TieReleased)]
    [InlineData(DistrustReason.NotMe)]
    public async Task All(DistrustReason reason)
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var secret = await ground.Sessions().OpenAsync(new(Anna, ground.Time.GetUtcNow().AddMinutes(1)), "", default);

        await Distrust(ground).RunAsync(CityProvider.MosRu, "anna", reason, ground.Time.GetUtcNow(), default);

        (await ground.OfAsync(secret)).ShouldBeNull();
    }

    [Theory(DisplayName = "D21: devices sleep after a changed password until the next real sign-in, and are unbound by the rest")]
    [InlineData(DistrustReason.PasswordChanged, true)]
    [InlineData(DistrustReason.SessionRevoked, true)]
    [InlineData(DistrustReason.AccountClosed, false)]
    [InlineData(DistrustReason.TieReleased, false)]
    [InlineData(DistrustReason.NotMe, false)]
    public async Task Devices(DistrustReason reason, bool isKept)
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var (_, passkey) = await ground.BindAsync(Anna);
        var (_, other) = await ground.BindAsync(Anna with { Subject = "boris" });

        await Distrust(ground).RunAsync(CityProvider.MosRu, "anna", reason, ground.Time.GetUtcNow(), default);

        var device = await ground.Devices().FindAsync(passkey.CredentialId, default);
        (device is not null).ShouldBe(isKept);
        device?.IsAsleep(ground.Time.GetUtcNow()).ShouldBeTrue();
        (await ground.Devices().FindAsync(other.CredentialId, default))!.IsAsleep(ground.Time.GetUtcNow()).ShouldBeFalse();
        (await ground.AuditAsync("u1")).Contains("device-distrusted Телефон").ShouldBe(!isKept);
    }

    [Theory(DisplayName = "D21: a device wakes by a password that was asked for after it fell asleep, and by no earlier one")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Waking(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (_, passkey) = await ground.BindAsync(Anna);
        var since = ground.Time.GetUtcNow();
        await Distrust(ground).RunAsync(CityProvider.MosRu, "anna", DistrustReason.PasswordChanged, since, default);
        ground.Time.Advance(TimeSpan.FromMinutes(5));

        await ground.Devices().VouchedAsync(Anna, since.AddMinutes(-2), default);
        (await IsAsleepAsync(ground, passkey.CredentialId)).ShouldBeTrue("mos.ru let somebody in by what was opened with the old password");
        await ground.Devices().VouchedAsync(Anna, since.AddMinutes(4), default);
        (await IsAsleepAsync(ground, passkey.CredentialId)).ShouldBeFalse();

        await ground.Devices().SleepAsync(CityProvider.MosRu, "anna", ground.Time.GetUtcNow(), default);
        await ground.Devices().VouchedAsync(Anna, null, default);
        (await IsAsleepAsync(ground, passkey.CredentialId)).ShouldBeFalse("a provider that says nothing has asked, for all we know");
    }

    [Fact(DisplayName = "D21: a device asks for a real sign-in every 90 days")]
    public async Task Ninety()
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var (_, passkey) = await ground.BindAsync(Anna);
        ground.Time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromTicks(1));
        (await IsAsleepAsync(ground, passkey.CredentialId)).ShouldBeFalse();
        ground.Time.Advance(TimeSpan.FromTicks(1));
        (await IsAsleepAsync(ground, passkey.CredentialId)).ShouldBeTrue();
        await ground.Devices().VouchedAsync(Anna, null, default);
        (await IsAsleepAsync(ground, passkey.CredentialId)).ShouldBeFalse();
    }

    [Fact(DisplayName = "E47: an order from tomorrow reaches no further than now")]
    public async Task Tomorrow()
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var (_, passkey) = await ground.BindAsync(Anna);
        await Distrust(ground).RunAsync(CityProvider.MosRu, "anna", DistrustReason.PasswordChanged, ground.Time.GetUtcNow().AddYears(100), default);
        ground.Time.Advance(TimeSpan.FromMinutes(1));
        await ground.Devices().VouchedAsync(Anna, ground.Time.GetUtcNow(), default);
        (await IsAsleepAsync(ground, passkey.CredentialId)).ShouldBeFalse();
    }

    private static async Task<bool> IsAsleepAsync(StoreGround ground, byte[] credentialId) =>
        (await ground.Devices().FindAsync(credentialId, default)).ShouldNotBeNull().IsAsleep(ground.Time.GetUtcNow());

    private static Distrust Distrust(StoreGround ground) =>
        new(ground.Ending(), [new DeviceUpkeep(ground.Devices(), ground.Unbinding(), null!, null!, ground.Time)], ground.Time);
}
