using System.Net;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>Who may open a circuit, and how many.</summary>
[Collection(InTrouble.Name)]
public sealed class CircuitGuardTests(TroubledCity city)
{
    private string Origin => city.Product.Cabinet.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("own", HttpStatusCode.OK)]
    public async Task Only_a_page_of_this_site_negotiates(string? origin, HttpStatusCode status)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();

        (await NegotiateAsync(visitor, origin)).ShouldBe(status);
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:1", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("own", HttpStatusCode.SwitchingProtocols)]
    public async Task Only_a_page_of_this_site_opens_a_socket(string? origin, HttpStatusCode status)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();

        var (socket, answered) = await BlazorSocket.OpenAsync(visitor, city.Product, origin == "own" ? Origin : origin);

        using (socket)
            answered.ShouldBe(status);
    }

    [Theory]
    [InlineData("/_blazor/initializers", HttpStatusCode.OK)]
    [InlineData("/_BLAZOR/initializers/", HttpStatusCode.OK)]
    [InlineData("/_blazor/nothing", HttpStatusCode.NotFound)]
    [InlineData("/_blazor/initializers/nothing", HttpStatusCode.NotFound)]
    public async Task The_hub_answers_at_its_own_addresses(string address, HttpStatusCode status)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();

        (await visitor.OpenAsync(address)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_no_circuit()
    {
        using var stranger = new HttpVisitor(city.Product);

        (await NegotiateAsync(stranger, "own")).ShouldBe(HttpStatusCode.Unauthorized);
        var (socket, answered) = await BlazorSocket.OpenAsync(stranger, city.Product, Origin);
        using (socket)
            answered.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_has_so_many_circuits_and_no_more()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        var sockets = await OpenAsync(visitor, OpenCircuits.MostOfSession);
        foreach (var socket in sockets)
            (await socket.StartCircuitAsync()).ShouldBeTrue();

        (await NegotiateAsync(visitor, "own")).ShouldBe(HttpStatusCode.TooManyRequests);
        var (refused, answered) = await BlazorSocket.OpenAsync(visitor, city.Product, Origin);
        using (refused)
            answered.ShouldBe(HttpStatusCode.TooManyRequests);
        (await visitor.OpenAsync("/cabinet")).Status.ShouldBe(HttpStatusCode.OK, "pages without a circuit go on");
        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_closed_circuit_makes_room_for_another()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        for (var tab = 0; tab < OpenCircuits.MostOfSession * 2; tab++)
        {
            var (socket, _) = await BlazorSocket.OpenAsync(visitor, city.Product, Origin);
            using (socket)
                (await socket.StartCircuitAsync()).ShouldBeTrue();
            while (await NegotiateAsync(visitor, "own") is HttpStatusCode.TooManyRequests)
                await Task.Delay(50);
        }
    }

    [Fact]
    public async Task Sockets_opened_beforehand_bring_no_more_circuits()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        var sockets = await OpenAsync(visitor, OpenCircuits.MostOfSession * 2);

        var circuits = await Task.WhenAll(sockets.Select(socket => socket.StartCircuitAsync()));

        circuits.Count(isOpen => isOpen).ShouldBeLessThanOrEqualTo(OpenCircuits.MostOfSession);
        sockets.ForEach(socket => socket.Dispose());
    }

    private async Task<List<BlazorSocket>> OpenAsync(HttpVisitor visitor, int count)
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => BlazorSocket.OpenAsync(visitor, city.Product, Origin)));
        return [.. opened.Where(one => one.Status is HttpStatusCode.SwitchingProtocols).Select(one => one.Socket)];
    }

    private async Task<HttpStatusCode> NegotiateAsync(HttpVisitor visitor, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null)
            request.Headers.Add("Origin", origin == "own" ? Origin : origin);
        using var answer = await visitor.SendAsync(request);
        return answer.StatusCode;
    }
}
