using System.Net;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>How much one browser, session or node takes, and what people are told beyond it (E55).</summary>
[Collection(InTrouble.Name)]
public sealed class LimitsTests(TroubledCity city)
{
    private const string Token = "__RequestVerificationToken";

    [Fact(DisplayName = "E55: a browser that writes letter after letter is asked to wait in words that a person understands; others write on")]
    public async Task Letters()
    {
        using var stranger = new HttpVisitor(city.Product);
        var token = await stranger.FormTokenAsync();
        for (var number = 0; number < Limits.LettersOfBrowser; number++)
            (await WriteAsync(stranger, token, number)).Text.ShouldContain("Письмо получено");

        var page = await WriteAsync(stranger, token, Limits.LettersOfBrowser);

        page.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        page.Text.ShouldContain("Подождите минуту");
        (await stranger.OpenAsync("/support")).Status.ShouldBe(HttpStatusCode.OK, "looking is not bounded");
        using var other = new HttpVisitor(city.Product);
        (await WriteAsync(other, await other.FormTokenAsync(), 0)).Text.ShouldContain("Письмо получено");
    }

    [Fact(DisplayName = "E55: a browser that nobody is signed in with sends so many forms in a minute, and then waits")]
    public async Task Forms()
    {
        using var stranger = new HttpVisitor(city.Product);
        var token = await stranger.FormTokenAsync();
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number <= Limits.FormsOfBrowser; number++)
            statuses.Add((await stranger.PostAsync("/sign-in/quick/options", (Token, token))).Status);

        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
        statuses.Count(status => status is HttpStatusCode.OK).ShouldBe(Limits.FormsOfBrowser);
    }

    [Fact(DisplayName = "E55: nobody's body of more than 128 KB is read, signed in or not, wherever it goes")]
    public async Task Bodies()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        foreach (var path in (string[])["/support", "/access", "/sign-out", "/activation/password", "/events/mos-ru", "/nowhere"])
        {
            await using var sent = new EndlessZeros(25 * 1024 * 1024);
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StreamContent(sent) };
            request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
            request.Headers.Add("Origin", city.Product.Cabinet.GetLeftPart(UriPartial.Authority));
            request.Headers.TransferEncodingChunked = true;
            try
            {
                using var answer = await visitor.SendAsync(request);
            }
            catch (HttpRequestException)
            {
                // The server closed the door in the middle of it.
            }

            sent.Position.ShouldBeLessThan(8 * 1024 * 1024, $"{path}: what the two sides' buffers hold, and no more");
        }
    }

    [Fact(DisplayName = "E55: more sign-ins at once than the node bears are told so, and the rest go on")]
    public async Task Crowd()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddLimits(signInsAtOnce: 2, signInsWaiting: 1);
        await using var site = builder.Build();
        var gate = new TaskCompletionSource();
        site.UseRateLimiter();
        site.MapGet("/", async (CancellationToken cancellation) => await gate.Task.WaitAsync(cancellation)).RequireRateLimiting(Limits.SignIn);
        await site.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };

        var answers = Enumerable.Range(0, 10).Select(_ => http.GetAsync(new Uri("/", UriKind.Relative))).ToList();
        while (answers.Count(answer => answer.IsCompleted) < 7)
            await Task.WhenAny(answers.Where(answer => !answer.IsCompleted));
        gate.SetResult();

        var statuses = (await Task.WhenAll(answers)).Select(answer => answer.StatusCode).ToList();
        statuses.Count(status => status is HttpStatusCode.OK).ShouldBe(3);
        statuses.Count(status => status is HttpStatusCode.ServiceUnavailable).ShouldBe(7);
        (await answers.First(answer => answer.Result.StatusCode is HttpStatusCode.ServiceUnavailable)).Headers.RetryAfter.ShouldNotBeNull();
    }

    [Theory(DisplayName = "E55: an address is IPv4's whole and IPv6's first half")]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1:2::1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Address(string one, string other, bool isSame) => (AddressOf(one) == AddressOf(other)).ShouldBe(isSame);

    private static string AddressOf(string address)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return Limits.AddressOf(http);
    }

    private static Task<Page> WriteAsync(HttpVisitor visitor, string token, int number) => visitor.PostAsync(
        "/support", (Token, token), ("_handler", "letter"), ("Letter.Contact", "a@example.ru"), ("Letter.Message", $"Письмо {number}"), ("Letter.Id", $"{Guid.NewGuid()}"));

    /// <summary>As many zeros as somebody reads.</summary>
    private sealed class EndlessZeros(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - Position);
            Array.Fill(buffer, (byte)'0', offset, read);
            Position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
