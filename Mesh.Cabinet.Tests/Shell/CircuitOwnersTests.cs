using System.Net;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>A circuit belongs to the session that began it, and ends with it.</summary>
[Collection(InTrouble.Name)]
public sealed class CircuitOwnersTests(TroubledCity city)
{
    // The server looks every ten seconds, and lets a page go in peace.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Nobody_comes_back_to_the_circuit_of_somebody_else_by_its_secret()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var (_, thief) = await city.TeacherAtTheDoorAsync();
        var (_, other) = await city.TeacherAtTheDoorAsync(person);
        using var socket = await OpenAsync(visitor);
        var secret = (await socket.BeginCircuitAsync()).ShouldNotBeNull();

        (await ConnectAsync(thief, secret)).ShouldBeFalse();
        (await ConnectAsync(other, secret)).ShouldBeFalse("another browser of the same person");
        (await ResumeAsync(thief, secret)).ShouldBeFalse();
        (await ConnectAsync(visitor, secret)).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_has_confirmed_the_password_meanwhile_comes_back_to_the_own_circuit()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        using var socket = await OpenAsync(visitor);
        var secret = (await socket.BeginCircuitAsync()).ShouldNotBeNull();
        await visitor.ConfirmAsync(person);

        (await ConnectAsync(visitor, secret)).ShouldBeTrue("the session is the same under its new secret");
    }

    [Fact(DisplayName = "R24: the connection of a circuit is cut within half a minute after its session has ended")]
    public async Task Cut()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        using var socket = await OpenAsync(visitor);
        (await socket.StartCircuitAsync()).ShouldBeTrue();
        await city.Aftermath.EndSessionsOfAsync(person.Sub);

        (await socket.StandsAsync(Promised)).ShouldBeFalse();
    }

    private async Task<bool> ConnectAsync(HttpVisitor visitor, string secret)
    {
        using var socket = await OpenAsync(visitor);
        return await socket.ConnectCircuitAsync(secret);
    }

    private async Task<bool> ResumeAsync(HttpVisitor visitor, string secret)
    {
        using var socket = await OpenAsync(visitor);
        return await socket.ResumeCircuitAsync(secret);
    }

    private async Task<BlazorSocket> OpenAsync(HttpVisitor visitor)
    {
        var (socket, status) = await BlazorSocket.OpenAsync(visitor, city.Product, city.Product.Cabinet.GetLeftPart(UriPartial.Authority));
        status.ShouldBe(HttpStatusCode.SwitchingProtocols);
        return socket;
    }
}
