using System.Security.Cryptography;
using System.Text.Json;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.PasswordEvents;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Tests.PasswordEvents;

/// <summary>Pushes of mos.ru and of whoever would like to be it.</summary>
public sealed class EventReceiverTests : IDisposable, IOptionsMonitor<OpenIdConnectOptions>, IPasswordFollower, IDistrust
{
    private const string Issuer = "https://login.example/";
    private const string Password = "Новый-Пароль-2027";
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly TestDatabase database = new();
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));
    private readonly OpenIdConnectConfiguration discovery = new() { Issuer = Issuer };
    private readonly OpenIdConnectOptions options = new() { ClientId = "mesh-cabinet" };
    private readonly RsaSecurityKey mosRu = NewKey("mos-ru-1");
    private readonly List<(string Subject, string? Password, DateTimeOffset At)> followed = [];
    private readonly ServiceProvider clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
    private readonly FetchedKeys keySet;

    public EventReceiverTests()
    {
        keySet = new FetchedKeys(clients.GetRequiredService<IHttpClientFactory>(), TimeProvider.System);
        discovery.SigningKeys.Add(mosRu);
        options.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(discovery);
    }

    public OpenIdConnectOptions CurrentValue => options;

    private readonly List<(string Subject, DistrustReason Reason, DateTimeOffset Since)> distrusted = [];

    private FollowOutcome Outcome { get; set; } = FollowOutcome.Followed;

    private EventKeyStore Keys => field ??= new(database.Database, database.Protection, time);

    private EventReceiver Receiver => new(
        new SignedEvent(new EventTransmitter(this, Options.Create(new TransmitterOptions()), keySet), Options.Create(new SiteOptions { PublicAddress = "https://school.example" })),
        Keys, new ReceivedEventStore(database.Database, time), new AccountEmailStore(database.Database, database.Protection, time), this, this, time,
        Options.Create(new EventOptions()));

    [Fact(DisplayName = "R49: a change signed by mos.ru brings its password to the directory, with the moment of the change")]
    public async Task Right()
    {
        (await PushAsync(await TokenAsync())).ShouldBe(PushAnswer.Accepted);
        followed.ShouldBe([("anna", Password, time.GetUtcNow().AddSeconds(-3))]);
        distrusted.ShouldBe([("anna", DistrustReason.PasswordChanged, time.GetUtcNow().AddSeconds(-3))]);
    }

    [Fact(DisplayName = "R49: a repeated event is acknowledged and followed once; one that could not be followed is followed when it is repeated")]
    public async Task Repeated()
    {
        Outcome = FollowOutcome.Unavailable;
        var token = await TokenAsync();
        (await PushAsync(token)).ShouldBe(PushAnswer.Unavailable);
        Outcome = FollowOutcome.Followed;
        (await PushAsync(token)).ShouldBe(PushAnswer.Accepted);
        (await PushAsync(token)).ShouldBe(PushAnswer.Accepted);
        followed.Count.ShouldBe(2);
        distrusted.ShouldHaveSingleItem("D21: what was opened while mos.ru repeats is judged by nothing");
    }

    [Theory(DisplayName = "D21: what ends at mos.ru ends here, with the moment of the event, and no directory is asked")]
    [InlineData(SecurityEvent.SessionRevoked, DistrustReason.SessionRevoked)]
    [InlineData(SecurityEvent.AccountDisabled, DistrustReason.AccountClosed)]
    [InlineData(SecurityEvent.AccountPurged, DistrustReason.AccountClosed)]
    public async Task Ended(string type, DistrustReason reason)
    {
        var token = await TokenAsync(eventType: type);
        (await PushAsync(token)).ShouldBe(PushAnswer.Accepted);
        (await PushAsync(token)).ShouldBe(PushAnswer.Accepted);
        distrusted.ShouldBe([("anna", reason, time.GetUtcNow().AddSeconds(-3))]);
        followed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_password_the_person_is_to_be_asked()
    {
        (await PushAsync(await TokenAsync(password: null))).ShouldBe(PushAnswer.Accepted);
        followed.ShouldHaveSingleItem().Password.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_forged_or_meant_for_another_is_refused()
    {
        (await PushAsync(await TokenAsync(signer: NewKey("mos-ru-1")))).ShouldBe(PushAnswer.AuthenticationFailed);
        (await PushAsync(await TokenAsync(audience: "somebody-else"))).ShouldBe(PushAnswer.InvalidAudience);
        (await PushAsync(await TokenAsync(issuer: "https://evil.example/"))).ShouldBe(PushAnswer.InvalidIssuer);
        (await PushAsync(await TokenAsync(type: "JWT"))).ShouldBe(PushAnswer.InvalidRequest);
        (await PushAsync(await TokenAsync(subjectIssuer: "https://evil.example/"))).ShouldBe(PushAnswer.Accepted, "mos.ru said it, of somebody else's account");
        (await PushAsync(await TokenAsync(credential: "pin"))).ShouldBe(PushAnswer.Accepted, "mos.ru said it, of something that is not here");
        var unsigned = (await TokenAsync()).Split('.');
        (await PushAsync($"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"secevent+jwt"}""")}.{unsigned[1]}.")).ShouldNotBe(PushAnswer.Accepted);
        foreach (var rubbish in new[] { "", "x", "a.b.c", new string('a', 30_000), "\0" })
            (await PushAsync(rubbish)).ShouldNotBe(PushAnswer.Accepted);
        followed.ShouldBeEmpty();
        distrusted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-11 * 60, true)]
    [InlineData(-50 * 24 * 60 * 60, true)]
    [InlineData(5 * 60, true)]
    [InlineData(11 * 60, false)]
    public async Task An_event_may_be_of_any_age_and_no_further_ahead_than_clocks_are(int secondsFromNow, bool isAccepted)
    {
        (await PushAsync(await TokenAsync(issuedAt: time.GetUtcNow().AddSeconds(secondsFromNow)))).ShouldBe(isAccepted ? PushAnswer.Accepted : PushAnswer.InvalidRequest);
        followed.Count.ShouldBe(isAccepted ? 1 : 0);
    }

    [Fact]
    public async Task A_password_for_another_key_is_told_so()
    {
        (await PushAsync(await TokenAsync(encryptFor: Encrypting.NewKey("other", EventKey.RsaOaep256)))).ShouldBe(PushAnswer.InvalidKey);
        followed.ShouldHaveSingleItem().Password.ShouldBeNull("the person is asked");
    }

    [Fact]
    public async Task Keys_change_on_our_side_and_the_one_before_still_opens()
    {
        var old = await Keys.PublishedAsync(default);
        time.Advance(TimeSpan.FromDays(31));
        (await Keys.PublishedAsync(default)).ShouldNotContain(key => old.Any(before => before.Id == key.Id));
        foreach (var key in old)
            (await PushAsync(await TokenAsync(encryptFor: key))).ShouldBe(PushAnswer.Accepted);
        time.Advance(TimeSpan.FromDays(31));
        foreach (var key in old)
            (await PushAsync(await TokenAsync(encryptFor: key))).ShouldBe(PushAnswer.InvalidKey);
    }

    [Fact]
    public async Task Keys_change_at_mos_ru()
    {
        var next = NewKey("mos-ru-2");
        (await PushAsync(await TokenAsync(signer: next))).ShouldBe(PushAnswer.AuthenticationFailed);
        discovery.SigningKeys.Add(next);
        (await PushAsync(await TokenAsync(signer: next))).ShouldBe(PushAnswer.Accepted);
    }

    [Fact]
    public async Task The_first_event_under_a_new_key_goes_through()
    {
        options.ConfigurationManager = new ProviderDiscovery(_ =>
        {
            var document = new OpenIdConnectConfiguration { Issuer = Issuer };
            foreach (var key in discovery.SigningKeys)
                document.SigningKeys.Add(key);
            return Task.FromResult(document);
        }, time, new OutsideMetrics(SilentLog.Meters, new Outages(time)));
        (await PushAsync(await TokenAsync())).ShouldBe(PushAnswer.Accepted);
        discovery.SigningKeys.Clear();
        var next = NewKey("mos-ru-2");
        discovery.SigningKeys.Add(next);
        (await PushAsync(await TokenAsync(signer: next))).ShouldBe(PushAnswer.Accepted);
    }

    [Theory(DisplayName = "E49: an event that was dealt with is dealt with once, however late it comes again")]
    [InlineData(3, 1)]
    [InlineData(399, 1)]
    public async Task Late(int days, int times)
    {
        var token = await TokenAsync(eventType: SecurityEvent.AccountDisabled);
        (await PushAsync(token)).ShouldBe(PushAnswer.Accepted);
        time.Advance(TimeSpan.FromDays(days));
        await new ReceivedEventStore(database.Database, time).ClearAsync(default);
        (await PushAsync(token)).ShouldBe(PushAnswer.Accepted);
        distrusted.Count.ShouldBe(times);
    }

    [Fact(DisplayName = "E49: an event that may have been forgotten here ends nothing again")]
    public async Task Too_late()
    {
        var token = await TokenAsync(eventType: SecurityEvent.AccountDisabled);
        (await PushAsync(token)).ShouldBe(PushAnswer.Accepted);
        time.Advance(ReceivedEventStore.Kept + TimeSpan.FromDays(1));
        await new ReceivedEventStore(database.Database, time).ClearAsync(default);
        (await PushAsync(token)).ShouldBe(PushAnswer.Accepted);
        distrusted.ShouldHaveSingleItem();
    }

    [Fact(DisplayName = "D13: the password is in no byte of the database")]
    public async Task Nothing_kept()
    {
        await PushAsync(await TokenAsync());
        var needle = System.Text.Encoding.UTF8.GetBytes(Password);
        foreach (var file in Directory.EnumerateFiles(database.Folder))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            bytes.AsSpan().IndexOf(needle).ShouldBe(-1, file);
        }
    }

    public void Dispose()
    {
        Keys.Dispose();
        keySet.Dispose();
        clients.Dispose();
        database.Dispose();
    }

    public OpenIdConnectOptions Get(string? name) => options;

    public IDisposable? OnChange(Action<OpenIdConnectOptions, string?> listener) => null;

    Task<FollowOutcome> IPasswordFollower.FollowAsync(string provider, string subject, TypedPassword? password, DateTimeOffset changedAt, CancellationToken cancellation)
    {
        provider.ShouldBe(CityProvider.MosRu);
        followed.Add((subject, password?.Reveal(), changedAt));
        return Task.FromResult(Outcome);
    }

    Task IDistrust.RunAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation)
    {
        distrusted.Add((subject, reason, since));
        return Task.CompletedTask;
    }

    private static RsaSecurityKey NewKey(string id)
    {
        using var rsa = RSA.Create(2048);
        return new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true)) { KeyId = id };
    }

    private Task<PushAnswer> PushAsync(string token) => Receiver.ReceiveAsync(token, TestContext.Current.CancellationToken);

    private async Task<string> TokenAsync(
        string? password = Password, string issuer = Issuer, string audience = "mesh-cabinet", string type = "secevent+jwt", string subjectIssuer = Issuer,
        string credential = "password", DateTimeOffset? issuedAt = null, RsaSecurityKey? signer = null, EventKey? encryptFor = null,
        string eventType = SecurityEvent.CredentialChange)
    {
        var at = issuedAt ?? time.GetUtcNow();
        var change = new Dictionary<string, object> { ["credential_type"] = credential, ["change_type"] = "update" };
        if (password is not null)
            change["password_jwe"] = Encrypting.For(encryptFor ?? (await Keys.PublishedAsync(default))[0], JsonSerializer.Serialize(new { password }));

        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            SigningCredentials = new SigningCredentials(signer ?? mosRu, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["iss"] = issuer,
                ["aud"] = audience,
                ["iat"] = at.ToUnixTimeSeconds(),
                ["toe"] = at.AddSeconds(-3).ToUnixTimeSeconds(),
                ["jti"] = Guid.NewGuid().ToString("N"),
                ["sub_id"] = new Dictionary<string, object> { ["format"] = "iss_sub", ["iss"] = subjectIssuer, ["sub"] = "anna" },
                ["events"] = new Dictionary<string, object> { [eventType] = change },
            },
        });
    }
}
