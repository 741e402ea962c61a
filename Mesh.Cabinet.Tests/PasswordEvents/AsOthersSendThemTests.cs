using System.Net;
using System.Text.Json.Nodes;
using Jose;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.PasswordEvents;

/// <summary>Events by an SSF transmitter of its own, in every form that the standards allow, with the whole product running.</summary>
public sealed class AsOthersSendThemTests(AsOthersSendThemTests.CityWithATransmitter city) : IClassFixture<AsOthersSendThemTests.CityWithATransmitter>
{
    private static int last;

    private OwnTransmitter Transmitter => city.Transmitter;

    private Aftermath Aftermath => new(city.Product);

    public static TheoryData<string> Subjects =>
    [
        """{"format":"iss_sub","iss":"ISSUER","sub":"SUB"}""",
        """{"format":"iss_sub","iss":"https://events.example/ssf","sub":"SUB"}""",
        """{"format":"opaque","id":"SUB"}""",
        """{"format":"email","email":"EMAIL"}""",
        """{"format":"complex","user":{"format":"iss_sub","iss":"ISSUER","sub":"SUB"},"device":{"format":"opaque","id":"d"}}""",
        """{"format":"complex","user":{"format":"email","email":"EMAIL"}}""",
        """{"format":"aliases","identifiers":[{"format":"email","email":"nobody@pochta.example"},{"format":"phone_number","phone_number":"+79990001122"},{"format":"iss_sub","iss":"ISSUER","sub":"SUB"}]}""",
        """{"format":"complex","user":{"format":"aliases","identifiers":[{"format":"email","email":"EMAIL"},{"format":"iss_sub","iss":"https://other.example","sub":"x"}]}}""",
        """{"subject_type":"iss-sub","iss":"ISSUER","sub":"SUB"}""",
    ];

    public static TheoryData<JweAlgorithm, JweEncryption, bool> Encryptions
    {
        get
        {
            var all = new TheoryData<JweAlgorithm, JweEncryption, bool>();
            foreach (var algorithm in new[] { JweAlgorithm.RSA_OAEP, JweAlgorithm.RSA_OAEP_256, JweAlgorithm.ECDH_ES, JweAlgorithm.ECDH_ES_A128KW, JweAlgorithm.ECDH_ES_A256KW })
            {
                foreach (var encryption in new[] { JweEncryption.A128GCM, JweEncryption.A256GCM, JweEncryption.A128CBC_HS256, JweEncryption.A256CBC_HS512 })
                    all.Add(algorithm, encryption, encryption is JweEncryption.A256GCM);
            }

            return all;
        }
    }

    [Theory(DisplayName = "R49: whatever names the account without doubt brings its password")]
    [MemberData(nameof(Subjects))]
    public async Task Subject(string format)
    {
        var (citizen, login) = await ActivatedAsync();
        var subject = Whom(citizen, format);
        (await Transmitter.PushAsync(Transmitter.Sign(OwnTransmitter.Change(subject, await Transmitter.EncryptAsync(New(citizen)))))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Aftermath.PcAcceptsAsync(login, New(citizen))).ShouldBeTrue();
    }

    [Fact(DisplayName = "R49: whatever the key and the content are encrypted by, with or without the key's name")]
    public async Task Encrypted()
    {
        var (citizen, login) = await ActivatedAsync();
        var number = 0;
        foreach (var row in Encryptions)
        {
            var (algorithm, encryption, namesKey) = row.Data;
            var password = $"{New(citizen)}-{++number}";
            var jwe = await Transmitter.EncryptAsync(password, algorithm, encryption, namesKey);
            (await Transmitter.PushAsync(Transmitter.Sign(OwnTransmitter.Change(Named(citizen), jwe)))).ShouldBe((HttpStatusCode.Accepted, null), $"{algorithm} {encryption}");
            (await Aftermath.PcAcceptsAsync(login, password)).ShouldBeTrue($"{algorithm} {encryption}");
        }
    }

    [Theory(DisplayName = "E49: how a token is written, and how long it was on its way, makes no difference")]
    [InlineData("application/secevent+jwt", 0, false)]
    [InlineData("SecEvent+JWT", 0, true)]
    [InlineData("secevent+jwt", -660, true)]
    [InlineData("secevent+jwt", -5 * 24 * 3600, false)]
    public async Task Written(string type, int secondsAgo, bool isChunked)
    {
        var (citizen, login) = await ActivatedAsync(secondsAgo);
        var token = OwnTransmitter.Change(Named(citizen), await Transmitter.EncryptAsync(New(citizen)));
        token["iat"] = (double)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + secondsAgo) + 0.5;
        var signed = Transmitter.Sign(token, type);
        (await Transmitter.PushAsync(signed, isChunked)).ShouldBe((HttpStatusCode.Accepted, null));
        (await Transmitter.PushAsync(signed + "\n", isChunked)).ShouldBe((HttpStatusCode.Accepted, null));
        (await Aftermath.PcAcceptsAsync(login, New(citizen))).ShouldBeTrue();
    }

    [Fact(DisplayName = "E49: what tells of nothing here is acknowledged, and nobody is asked for anything")]
    public async Task Not_ours()
    {
        var (citizen, login) = await ActivatedAsync();
        var pin = OwnTransmitter.Change(Named(citizen));
        pin["events"]![OwnTransmitter.CredentialChange]!["credential_type"] = "fido2-platform";
        JsonObject[] tokens =
        [
            OwnTransmitter.Token(JsonNode.Parse("""{"format":"opaque","id":"stream-1"}""")!, "https://schemas.openid.net/secevent/ssf/event-type/verification", new JsonObject { ["state"] = "abc" }),
            OwnTransmitter.Token(JsonNode.Parse("""{"format":"opaque","id":"stream-1"}""")!, "https://schemas.openid.net/secevent/ssf/event-type/stream-updated", new JsonObject { ["status"] = "paused" }),
            OwnTransmitter.Token(JsonNode.Parse("""{"format":"complex","session":{"format":"opaque","id":"s"}}""")!, "https://schemas.openid.net/secevent/caep/event-type/session-revoked", new JsonObject()),
            OwnTransmitter.Token(Named(citizen), "https://example.org/anything", new JsonObject()),
            OwnTransmitter.Change(JsonNode.Parse($$"""{"format":"iss_sub","iss":"https://other.example","sub":"{{citizen.Sub}}"}""")!),
            OwnTransmitter.Change(JsonNode.Parse("""{"format":"email","email":"nobody@pochta.example"}""")!),
            OwnTransmitter.Change(JsonNode.Parse("""{"format":"did","url":"did:example:1"}""")!),
            pin,
        ];
        foreach (var token in tokens)
            (await Transmitter.PushAsync(Transmitter.Sign(token))).ShouldBe((HttpStatusCode.Accepted, null), token.ToJsonString());
        (await Aftermath.ActivationOfAsync(citizen.Login)).CompletedAt.ShouldNotBeNull();
        (await Aftermath.PcAcceptsAsync(login, citizen.Password)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_not_as_it_should_be_is_refused_by_the_word_of_RFC_8935()
    {
        var (citizen, _) = await ActivatedAsync();
        (await RefusedAsync(token => token["aud"] = "mesh-cabinet")).ShouldBe("invalid_audience");
        (await RefusedAsync(token => token["iss"] = "https://evil.example")).ShouldBe("invalid_issuer");
        (await RefusedAsync(token => token.Remove("jti"))).ShouldBe("invalid_request");
        (await RefusedAsync(token => token["iat"] = "now")).ShouldBe("invalid_request");
        (await RefusedAsync(token => token["iat"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds())).ShouldBe("invalid_request");
        (await RefusedAsync(token => token["events"] = new JsonObject())).ShouldBe("invalid_request");
        (await RefusedAsync(token => token["events"] = new JsonObject { [OwnTransmitter.CredentialChange] = "password" })).ShouldBe("invalid_request");
        (await RefusedAsync(token => token.Remove("sub_id"))).ShouldBe("invalid_request");
        (await RefusedAsync(token => token["sub_id"] = new JsonObject { ["format"] = "iss_sub", ["sub"] = citizen.Sub })).ShouldBe("invalid_request");
        (await RefusedAsync(token => token["sub_id"] = JsonNode.Parse($$"""{"format":"aliases","identifiers":[{"format":"opaque","id":"a"},{"format":"opaque","id":"b"}]}"""))).ShouldBe("invalid_request");
        (await Transmitter.PushAsync(Transmitter.Sign(OwnTransmitter.Change(Named(citizen)), "JWT"))).Error.ShouldBe("invalid_request");
        (await Transmitter.PushAsync(Transmitter.Sign(OwnTransmitter.Change(Named(citizen)), type: null))).Error.ShouldBe("invalid_request");
        (await Transmitter.PushAsync(Transmitter.Sign(OwnTransmitter.Change(Named(citizen)), keyId: "nobody's"))).Error.ShouldBe(null, "a key is what fits");
        (await Transmitter.PushAsync(Transmitter.Sign(OwnTransmitter.Change(Named(citizen))), contentType: "application/jwt")).Error.ShouldBe("invalid_request");
        (await Transmitter.PushAsync(new string('a', 33 * 1024), isChunked: true)).Error.ShouldBe("invalid_request");

        async Task<string?> RefusedAsync(Action<JsonObject> change)
        {
            var token = OwnTransmitter.Change(Named(citizen));
            change(token);
            var (status, error) = await Transmitter.PushAsync(Transmitter.Sign(token));
            status.ShouldBe(HttpStatusCode.BadRequest);
            return error;
        }
    }

    [Fact(DisplayName = "R49: a key may sign in the moment in which it is published, and keys are asked for no oftener than once a second")]
    public async Task New_key()
    {
        var (citizen, login) = await ActivatedAsync();
        (await Transmitter.PushAsync(Transmitter.Sign(OwnTransmitter.Change(Named(citizen), await Transmitter.EncryptAsync(New(citizen) + "1"))))).Status.ShouldBe(HttpStatusCode.Accepted);
        Transmitter.PublishKey();
        (await Transmitter.PushAsync(Transmitter.Sign(OwnTransmitter.Change(Named(citizen), await Transmitter.EncryptAsync(New(citizen)))))).ShouldBe((HttpStatusCode.Accepted, null));
        (await Aftermath.PcAcceptsAsync(login, New(citizen))).ShouldBeTrue();

        await using var stranger = await OwnTransmitter.StartAsync();
        stranger.PushTo(city.Product.Cabinet);
        var (before, began) = (Transmitter.Asked, DateTimeOffset.UtcNow);
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => stranger.PushAsync(stranger.Sign(OwnTransmitter.Change(Named(citizen)), keyId: "unheard-of"))));
        answers.ShouldAllBe(answer => answer.Error == "authentication_failed");
        (Transmitter.Asked - before).ShouldBeLessThanOrEqualTo(2 + (int)(DateTimeOffset.UtcNow - began).TotalSeconds);
    }

    [Theory(DisplayName = "E47: an older password never comes in the place of a newer one, whichever word says when it changed")]
    [InlineData("toe")]
    [InlineData("event_timestamp")]
    public async Task Order(string word)
    {
        var (citizen, login) = await ActivatedAsync();
        (await Transmitter.PushAsync(Transmitter.Sign(OwnTransmitter.Change(Named(citizen), await Transmitter.EncryptAsync(New(citizen)))))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Transmitter.PushAsync(await OlderAsync(-3600))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Aftermath.PcAcceptsAsync(login, New(citizen))).ShouldBeTrue();

        // One that says it will come to pass is no later than it was issued, or nothing could ever come after it.
        (await Transmitter.PushAsync(await OlderAsync(+3600))).Status.ShouldBe(HttpStatusCode.Accepted);
        var final = New(citizen) + "-final";
        (await Transmitter.PushAsync(Transmitter.Sign(OwnTransmitter.Change(Named(citizen), await Transmitter.EncryptAsync(final))))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Aftermath.PcAcceptsAsync(login, final)).ShouldBeTrue();

        async Task<string> OlderAsync(int seconds)
        {
            var token = OwnTransmitter.Change(Named(citizen), await Transmitter.EncryptAsync("Staryy-Parol-1999"));
            (word == "toe" ? token : token["events"]![OwnTransmitter.CredentialChange]!.AsObject())[word] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds;
            return Transmitter.Sign(token);
        }
    }

    [Fact(DisplayName = "E49: a password that comes after a change without one is taken, and one from before that change is not")]
    public async Task After_one_without()
    {
        var (citizen, login) = await ActivatedAsync();
        var changedAt = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        (await Transmitter.PushAsync(Transmitter.Sign(OwnTransmitter.Change(Named(citizen))))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Aftermath.ActivationOfAsync(citizen.Login)).CompletedAt.ShouldBeNull();

        var older = OwnTransmitter.Change(Named(citizen), await Transmitter.EncryptAsync("Staryy-Parol-1999"));
        older["toe"] = changedAt - 1;
        (await Transmitter.PushAsync(Transmitter.Sign(older))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Aftermath.ActivationOfAsync(citizen.Login)).CompletedAt.ShouldBeNull();

        (await Transmitter.PushAsync(Transmitter.Sign(OwnTransmitter.Change(Named(citizen), await Transmitter.EncryptAsync(New(citizen)))))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Aftermath.ActivationOfAsync(citizen.Login)).CompletedAt.ShouldNotBeNull();
        (await Aftermath.PcAcceptsAsync(login, New(citizen))).ShouldBeTrue();
        using var visitor = new HttpVisitor(city.Product);
        (await visitor.SignInAsync(citizen.Login, citizen.Password)).Path.ShouldNotBe("/activation");
    }

    [Theory(DisplayName = "E49: a genuine change whose password cannot be read makes the person be asked, and a late one is not sent back")]
    [InlineData(0, HttpStatusCode.BadRequest, "invalid_key")]
    [InlineData(-3600, HttpStatusCode.Accepted, null)]
    public async Task Unreadable(int secondsAgo, HttpStatusCode status, string? error)
    {
        var (citizen, login) = await ActivatedAsync(secondsAgo);
        var token = OwnTransmitter.Change(Named(citizen), "a.b.c.d.e");
        token["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + secondsAgo;
        (await Transmitter.PushAsync(Transmitter.Sign(token))).ShouldBe((status, error));
        using var visitor = new HttpVisitor(city.Product);
        (await visitor.SignInAsync(citizen.Login, citizen.Password)).Path.ShouldBe("/activation");

        // As it should have been.
        token["events"]![OwnTransmitter.CredentialChange]!["password_jwe"] = await Transmitter.EncryptAsync(New(citizen));
        token["jti"] = "again-" + token["jti"];
        (await Transmitter.PushAsync(Transmitter.Sign(token))).ShouldBe((HttpStatusCode.Accepted, null));
        (await Aftermath.PcAcceptsAsync(login, New(citizen))).ShouldBeTrue();
    }

    private static string New(Citizen citizen) => $"Sovsem-Novyy-{citizen.Sub}";

    private JsonNode Named(Citizen citizen) => Whom(citizen, """{"format":"iss_sub","iss":"ISSUER","sub":"SUB"}""");

    private JsonNode Whom(Citizen citizen, string format) => JsonNode.Parse(format
        .Replace("ISSUER", city.Product.City.ToString(), StringComparison.Ordinal)
        .Replace("SUB", citizen.Sub, StringComparison.Ordinal)
        .Replace("EMAIL", citizen.Email!.ToUpperInvariant(), StringComparison.Ordinal))!;

    /// <param name="secondsAgo">Further back than this the password was typed.</param>
    private async Task<(Citizen Citizen, string Login)> ActivatedAsync(int secondsAgo = 0)
    {
        var citizen = Resident.Teacher(Interlocked.Increment(ref last)).Citizen;
        using var visitor = new HttpVisitor(city.Product);
        await visitor.SignInAsync(citizen);
        await visitor.ActivateAsync(citizen.Password);
        await Aftermath.SetPasswordAtAsync(citizen.Login, DateTimeOffset.UtcNow.AddSeconds(secondsAgo - 60));
        return (citizen, (await Aftermath.ActivationOfAsync(citizen.Login)).Login);
    }

    /// <summary>The product believes a transmitter with an issuer, an audience and keys of its own.</summary>
    public sealed class CityWithATransmitter : IAsyncLifetime
    {
        private const int Teachers = 40;
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("city-of-others-");

        public RunningProduct Product { get; private set; } = null!;

        public OwnTransmitter Transmitter { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await OwnCity.WriteAsync(folder.FullName, Enumerable.Range(1, Teachers).Select(Resident.Teacher));
            Transmitter = await OwnTransmitter.StartAsync();
            Product = await RunningProduct.StartAsync(
                ("Sandbox__City", folder.FullName), ("Events__Issuer", OwnTransmitter.Issuer), ("Events__Audience", OwnTransmitter.Audience), ("Events__KeysUrl", Transmitter.KeysUrl.ToString()));
            Transmitter.PushTo(Product.Cabinet);
        }

        public async ValueTask DisposeAsync()
        {
            await Product.DisposeAsync();
            await Transmitter.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
