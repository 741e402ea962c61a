using System.Collections.Concurrent;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Outside.Services;
using Mesh.Cabinet.Provider.Claims;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Grants;
using Mesh.Cabinet.Provider.Keys;
using Mesh.Cabinet.Provider.Panels;
using Mesh.Cabinet.Provider.SignOut;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.SignIn;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Server;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>OpenID Connect Back-Channel Logout 1.0: however a session ends, every service that it was given to hears of it.</summary>
public sealed class LogoutSenderContractTests
{
    private static readonly CityProfile Anna = new() { Provider = CityProvider.MosRu, Subject = "anna" };

    [Theory(DisplayName = "BCL 2.4: leaving, ending from the list, an unbound device with its cascade, and the end of its time each put every service on the list, once")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Every_end(DatabaseProvider provider)
    {
        using var ground = await Ground.OpenAsync(provider);
        var ends = new (string What, Func<Session, Task> End)[]
        {
            ("left", session => ground.Stores.Ending().EndAsync(session.Id, default)),
            ("left everywhere", session => ground.Stores.Ending().EndAllAsync(CityProvider.MosRu, "anna", ground.Stores.Time.GetUtcNow().AddSeconds(1), default)),
            ("distrusted", session => ground.Stores.Ending().EndDoubtfulAsync(CityProvider.MosRu, "anna", null, "NotMe", default)),
            ("device unbound", ground.UnbindAsync),
            ("time ran out", session =>
            {
                ground.Stores.Time.Advance(ISessions.Lifetime);
                return Task.CompletedTask;
            }),
        };
        foreach (var (what, end) in ends)
        {
            var session = await ground.SignInAsync("good", "silent");
            await ground.Sender.SendAsync(default);
            ground.Channel.Heard.ShouldBeEmpty($"{what}: while it stands nobody hears anything");
            await end(session);
            await ground.Sender.SendAsync(default);
            await ground.Sender.SendAsync(default);
            var (address, token) = ground.Channel.Heard.ShouldHaveSingleItem(what);
            (address, token.Subject, token.GetPayloadValue<string>("sid")).ShouldBe(("https://good.example/out", "name of anna at good", await ground.Names.SessionAsync("good", session.Id, default)), what);
            ground.Channel.Heard.Clear();
        }

        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM LogoutNotices")).ShouldBe("0");
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM EndedSessions")).ShouldBe("0");
    }

    [Fact(DisplayName = "BCL 2.4: the word is signed, for one service, short-lived, and says nothing else")]
    public async Task Token()
    {
        using var ground = await Ground.OpenAsync(DatabaseProvider.Sqlite);
        await ground.Stores.Ending().EndAsync((await ground.SignInAsync("good")).Id, default);
        await ground.Sender.SendAsync(default);
        var token = ground.Channel.Heard.Single().Token;
        (token.Typ, token.Alg, token.Issuer, token.Audiences.Single()).ShouldBe(("logout+jwt", "RS256", "https://mesh.example/", "good"));
        (token.ValidTo - token.IssuedAt).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(2));
        token.Claims.Select(claim => claim.Type).Order(StringComparer.Ordinal).ShouldBe(["aud", "events", "exp", "iat", "iss", "jti", "sid", "sub"]);
        token.GetPayloadValue<System.Text.Json.JsonElement>("events").EnumerateObject().Single().Name.ShouldBe("http://schemas.openid.net/event/backchannel-logout");
    }

    [Fact(DisplayName = "BCL 2.5: a service that is down for three minutes hears it later, by the same word, and after an hour no more; the others have long heard it")]
    public async Task Down()
    {
        using var ground = await Ground.OpenAsync(DatabaseProvider.Sqlite);
        ground.Channel.Fails["https://down.example/out"] = true;
        await ground.Stores.Ending().EndAsync((await ground.SignInAsync("good", "down")).Id, default);
        await ground.Sender.SendAsync(default);
        ground.Channel.Heard.Single().Address.ShouldBe("https://good.example/out");
        await ground.PassAsync(TimeSpan.FromMinutes(3));
        ground.Channel.Fails.Clear();
        await ground.PassAsync(TimeSpan.FromMinutes(5));
        var tried = ground.Channel.Tried.Where(tried => tried.Address.Contains("down", StringComparison.Ordinal)).ToList();
        tried.Count.ShouldBeInRange(4, 12, "with pauses that grow");
        tried.Select(one => one.Token.Id).Distinct().ShouldHaveSingleItem();
        ground.Channel.Heard.Count.ShouldBe(2);

        ground.Channel.Fails["https://down.example/out"] = true;
        await ground.Stores.Ending().EndAsync((await ground.SignInAsync("down")).Id, default);
        await ground.PassAsync(TimeSpan.FromHours(2));
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM LogoutNotices WHERE GivenUpAt IS NOT NULL")).ShouldBe("1", "for the desk to see");
    }

    [Fact(DisplayName = "BCL 2.5: whoever dies between the word and the note of it says the same word again; two nodes say it once")]
    public async Task Nodes()
    {
        using var ground = await Ground.OpenAsync(DatabaseProvider.Sqlite);
        await ground.Stores.Ending().EndAsync((await ground.SignInAsync("good")).Id, default);
        using var other = ground.NewSender();
        await Task.WhenAll(ground.Sender.SendAsync(default), other.SendAsync(default));
        await Task.WhenAll(ground.Sender.SendAsync(default), other.SendAsync(default));
        ground.Channel.Heard.ShouldHaveSingleItem();
    }

    [Theory(DisplayName = "BCL 2.5: a service that does not answer delays no other, however many words wait for it")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Slow(DatabaseProvider provider)
    {
        using var ground = await Ground.OpenAsync(provider);
        ground.Channel.Hangs = "https://down.example/out";
        for (var person = 0; person < 120; person++)
            await ground.Stores.Ending().EndAsync((await ground.SignInAsync("down")).Id, default);
        await ground.Sender.StartAsync(default);
        await ground.TickUntilAsync(() => !ground.Channel.Tried.IsEmpty);
        for (var more = 0; more < 3; more++)
        {
            await ground.Stores.Ending().EndAsync((await ground.SignInAsync("good")).Id, default);
            await ground.TickUntilAsync(() => ground.Channel.Heard.Count > more);
        }

        ground.Channel.Heard.ShouldAllBe(heard => heard.Address == "https://good.example/out");
        ground.Channel.Tried.Where(tried => tried.Address.Contains("down", StringComparison.Ordinal)).Select(tried => tried.Token.Id).ShouldBeUnique("whom one word is on its way to is not told it again");
        await ground.Sender.StopAsync(default);
    }

    private sealed class Channel : IBackChannel
    {
        public ConcurrentDictionary<string, bool> Fails { get; } = new();

        public ConcurrentQueue<(string Address, JsonWebToken Token)> Tried { get; } = new();

        public ConcurrentQueue<(string Address, JsonWebToken Token)> Heard { get; } = new();

        /// <summary>Answers nothing while it is asked.</summary>
        public string? Hangs { get; set; }

        public async Task<BackChannelOutcome> TellAsync(string address, string logoutToken, CancellationToken cancellation)
        {
            Tried.Enqueue((address, new JsonWebToken(logoutToken)));
            if (address == Hangs)
                await Task.Delay(Timeout.Infinite, cancellation);
            if (Fails.ContainsKey(address))
                return new BackChannelOutcome.Failed("500");
            Heard.Enqueue((address, new JsonWebToken(logoutToken)));
            return new BackChannelOutcome.Heard();
        }
    }

    private sealed class Ground : IDisposable
    {
        private readonly ClientBook book;
        private readonly LogoutToken tokens;

        private Ground(StoreGround stores, ClientBook book, OpenIddictServerOptions options)
        {
            (Stores, this.book) = (stores, book);
            Names = new PairwiseNames(new PersonKeyStore(stores.Database), stores.LastingKeys);
            tokens = new LogoutToken(new Fixed(options), stores.Time);
            Sender = NewSender();
        }

        public StoreGround Stores { get; }

        public PairwiseNames Names { get; }

        public Channel Channel { get; } = new();

        public LogoutSender Sender { get; }

        public static async Task<Ground> OpenAsync(DatabaseProvider provider)
        {
            var stores = await StoreGround.OpenAsync(provider);
            var clients = new ClientStore(stores.Database, stores.Time);
            await clients.SetAsync(
                [.. new[] { "good", "down", "silent" }.Select(id => new ServiceClient { ClientId = id, Title = id, RedirectUris = [$"https://{id}.example/"], BackChannelLogoutUri = id is "silent" ? "" : $"https://{id}.example/out" })], default);
            var options = new OpenIddictServerOptions { Issuer = new Uri("https://mesh.example/") };
            options.SigningCredentials.Add(ProviderKey.New(KeyPurpose.Signing, 1, default).ForSigning());
            return new Ground(stores, new ClientBook(clients, new PanelStore(stores.Database, stores.Time), stores.Time), options);
        }

        public LogoutSender NewSender() => new(
            new LogoutNoticeStore(Stores.Database, Stores.Time), book, Names, tokens, Channel, new LeaseStore(Stores.Database, Stores.Time), Stores.Time, NullLogger<LogoutSender>.Instance);

        public async Task<Session> SignInAsync(params string[] services)
        {
            var sessions = Stores.Sessions();
            var session = (await sessions.FindBySecretAsync(await sessions.OpenAsync(new(Anna), "Firefox", default), default))!;
            var grants = new GrantStore(Stores.Database, Stores.Time);
            foreach (var service in services)
                await grants.GiveAsync(new ServiceGrant { Id = Guid.CreateVersion7(), ClientId = service, SessionId = session.Id, Provider = CityProvider.MosRu, Subject = "anna", PairwiseSubject = $"name of anna at {service}", Scopes = "openid" }, default);
            return session;
        }

        /// <summary>The device that opened the session goes, and takes its row along.</summary>
        public async Task UnbindAsync(Session session)
        {
            var device = new { Id = Guid.CreateVersion7(), Bytes = new byte[32], Now = Stores.Time.GetUtcNow(), Session = session.Id };
            await using var connection = await Stores.Database.OpenAsync(default);
            await connection.ExecuteAsync("""
                INSERT INTO Devices (Id, CredentialId, OwnerKey, Provider, Subject, PersonId, Name, Browser, ServiceKey, ProfileProtected, PublicKey, SignCount, Transports, IsBackupEligible, IsBackedUp, BoundAt, VouchedAt)
                VALUES (@Id, @Bytes, 'key', 'MosRu', 'anna', 'u1', 'Телефон', 'Firefox', 'diary', @Bytes, @Bytes, 0, '', 0, 0, @Now, @Now)
                """, device);
            await connection.ExecuteAsync("UPDATE Sessions SET DeviceId = @Id WHERE Id = @Session", device);
            await connection.ExecuteAsync("DELETE FROM Devices WHERE Id = @Id", device);
        }

        /// <summary>Time goes by as the sender sees it.</summary>
        public async Task PassAsync(TimeSpan time)
        {
            for (var gone = TimeSpan.Zero; gone < time; gone += TimeSpan.FromSeconds(5))
            {
                Stores.Time.Advance(TimeSpan.FromSeconds(5));
                await Sender.SendAsync(default);
            }
        }

        /// <summary>The same by the sender's own loop, which goes on beside the test.</summary>
        public async Task TickUntilAsync(Func<bool> isThere)
        {
            var patience = Task.Delay(TimeSpan.FromSeconds(20));
            while (!isThere())
            {
                patience.IsCompleted.ShouldBeFalse("nothing comes of it");
                Stores.Time.Advance(TimeSpan.FromSeconds(2));
                await Task.Delay(50);
            }
        }

        public void Dispose()
        {
            Sender.Dispose();
            Stores.Dispose();
        }

        private sealed class Fixed(OpenIddictServerOptions options) : IOptionsMonitor<OpenIddictServerOptions>
        {
            public OpenIddictServerOptions CurrentValue => options;

            public OpenIddictServerOptions Get(string? name) => options;

            public IDisposable? OnChange(Action<OpenIddictServerOptions, string?> listener) => null;
        }
    }
}
