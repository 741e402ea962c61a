using System.Net;
using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.PasswordEvents;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.WebUtilities;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>The running product at each of its limits: who is refused is counted, for whoever watches (E55).</summary>
[Collection(InTrouble.Name)]
public sealed class LimitsReachedTests(TroubledCity city)
{
    private const string Token = "__RequestVerificationToken";

    [Theory]
    [InlineData("/sign-in/quick/options")]
    [InlineData("/sign-in/quick/key")]
    public async Task Forms_of_a_stranger(string path)
    {
        using var stranger = new HttpVisitor(city.Product);
        var token = await stranger.FormTokenAsync();
        for (var number = 0; number < Limits.FormsOfBrowser; number++)
            (await stranger.PostAsync(path, (Token, token))).Status.ShouldBe(HttpStatusCode.OK);
        await GrowsAsync("forms", async () => (await stranger.PostAsync(path, (Token, token))).Status.ShouldBe(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Forms_of_a_session()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        for (var number = 0; number < Limits.FormsOfSession; number++)
            (await visitor.PostAsync("/activation/password")).Problem.ShouldBe("Expired");
        await GrowsAsync("forms", async () => (await visitor.PostAsync("/activation/password")).Status.ShouldBe(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Letters_of_a_stranger()
    {
        using var stranger = new HttpVisitor(city.Product);
        var token = await stranger.FormTokenAsync();
        for (var number = 0; number < Limits.LettersOfBrowser; number++)
            (await WriteAsync(stranger, token)).Text.ShouldContain("Письмо получено");
        await GrowsAsync("letters", async () => (await WriteAsync(stranger, token)).Status.ShouldBe(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Letters_of_a_session_and_of_an_account()
    {
        var teacher = city.NewTeacher();
        for (var letters = 0; letters < LetterLimits.OfAccount; letters += Limits.LettersOfSession)
        {
            var (visitor, token) = await WriterAsync(teacher);
            for (var number = 0; number < Limits.LettersOfSession; number++)
                (await WriteAsync(visitor, token)).Text.ShouldContain("Письмо получено");
            await GrowsAsync("letters", async () => (await WriteAsync(visitor, token)).Status.ShouldBe(HttpStatusCode.TooManyRequests));
        }

        var (last, form) = await WriterAsync(teacher);
        await GrowsAsync("open_letters", async () => (await WriteAsync(last, form)).Text.ShouldNotContain("Письмо получено"));
    }

    [Theory]
    [InlineData("/support")]
    [InlineData("/activation/password")]
    public async Task Bodies(string path)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        var token = await visitor.FormTokenAsync();
        await GrowsAsync("bodies", () => visitor.PostAsync(path, (Token, token), ("_handler", "letter"), ("password", new string('x', Limits.MaxBodySize))));
    }

    [Fact]
    public async Task Events()
    {
        using var visitor = new HttpVisitor(city.Product);
        await GrowsAsync("events", async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, PasswordEventsFeature.PushPath) { Content = new ByteArrayContent(new byte[PasswordEventsFeature.MaxLength + 1]) };
            request.Content.Headers.ContentType = new("application/secevent+jwt");
            using var answer = await visitor.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        });
    }

    [Fact]
    public async Task Wrong_passwords_at_the_activation()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        for (var number = 0; number < Mesh.Cabinet.Activation.PasswordTryStore.Free; number++)
            (await visitor.ActivateAsync($"Ne-tot-parol-{number}")).Problem.ShouldNotBeNull();
        await GrowsAsync("activation_passwords", () => visitor.ActivateAsync("Ne-tot-parol"));
    }

    [Fact]
    public async Task Devices()
    {
        var (teacher, visitor) = await city.TeacherAtTheDoorAsync();
        await visitor.ActivateAsync(teacher.Password);
        await visitor.ConfirmAsync(teacher);
        await BindAsync(teacher, Device.MostOfOnePerson);
        var token = await visitor.FormTokenAsync();
        await GrowsAsync("devices", async () =>
            (await visitor.PostAsync("/cabinet/devices/bind/options", (Token, token), ("name", "Телефон"), ("service", "journal"))).Text.ShouldContain(nameof(DeviceProblem.TooMany)));
    }

    [Fact]
    public async Task Circuits_that_come_one_after_another_and_those_that_came_together()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        var origin = city.Product.Cabinet.GetLeftPart(UriPartial.Authority);
        // A connection counts from its handshake on.
        var sockets = new List<BlazorSocket>();
        for (var number = 0; number <= OpenCircuits.MostOfSession; number++)
            sockets.Add((await BlazorSocket.OpenAsync(visitor, city.Product, origin)).Socket);
        foreach (var socket in sockets.SkipLast(1))
            (await socket.StartCircuitAsync()).ShouldBeTrue();

        await GrowsAsync("circuits", async () => (await sockets[^1].StartCircuitAsync()).ShouldBeFalse());
        await GrowsAsync("circuits", async () =>
        {
            var (refused, status) = await BlazorSocket.OpenAsync(visitor, city.Product, origin);
            using (refused)
                status.ShouldBe(HttpStatusCode.TooManyRequests);
        });
        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task Sign_ins_at_once()
    {
        using var visitor = new HttpVisitor(city.Product);
        using var start = new HttpRequestMessage(HttpMethod.Get, "/sign-in/mos-ru");
        using var begun = await visitor.SendAsync(start);
        var answer = new Uri(city.Product.Cabinet, "/sign-in/mos-ru/callback");
        var address = QueryHelpers.AddQueryString(answer.ToString(), new Dictionary<string, string?> { ["code"] = "any", ["state"] = QueryHelpers.ParseQuery(begun.Headers.Location!.Query)["state"] });
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add("Cookie", visitor.Cookies.GetCookieHeader(answer));
        using var leaving = new CancellationTokenSource();

        await GrowsAsync("sign_ins", async () =>
        {
            using var slow = city.Middleman.Makes(Trouble.Slow, "/connect/token");
            var answers = Enumerable.Range(0, Limits.SignInsAtOnce + Limits.SignInsWaiting + 50).Select(_ => http.GetAsync(new Uri(address), leaving.Token)).ToList();
            (await await Task.WhenAny(answers)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            await leaving.CancelAsync();
            await Task.WhenAll(answers).ContinueWith(_ => { }, TaskScheduler.Default);
        });
    }

    private Task GrowsAsync(string limit, Func<Task> work) => city.Collector.GrowsAsync(work, "mesh.limits.reached", ("mesh.limit", limit));

    private async Task<(HttpVisitor Visitor, string Token)> WriterAsync(Citizen citizen)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync(citizen);
        return (visitor, await visitor.FormTokenAsync());
    }

    private static Task<Page> WriteAsync(HttpVisitor visitor, string token) => visitor.PostAsync(
        "/support", (Token, token), ("_handler", "letter"), ("Letter.Contact", "a@example.ru"), ("Letter.Message", "Письмо"), ("Letter.Id", $"{Guid.NewGuid()}"));

    // As many as a browser with so many authenticators would have bound.
    private async Task BindAsync(Citizen citizen, int count)
    {
        const string sql = """
            INSERT INTO Devices (Id, CredentialId, OwnerKey, Provider, Subject, PersonId, Name, Browser, ServiceKey, ProfileProtected, PublicKey, SignCount, Transports, IsBackupEligible, IsBackedUp, BoundAt, VouchedAt)
            SELECT @Id, @Bytes, 'owner', Provider, Subject, PersonId, 'Телефон', 'Firefox', 'journal', @Bytes, @Bytes, 0, '', 0, 0, @Now, @Now FROM Ties WHERE Subject = @Sub
            """;
        await using var database = await city.Aftermath.OpenAsync();
        for (var number = 0; number < count; number++)
            (await database.ExecuteAsync(sql, new { Id = Guid.CreateVersion7(), Bytes = Guid.NewGuid().ToByteArray(), Now = DateTimeOffset.UtcNow, citizen.Sub })).ShouldBe(1);
    }
}
