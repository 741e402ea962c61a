namespace Mesh.Cabinet.Provider.SignOut;

/// <summary>A service to be told that a session has ended.</summary>
internal sealed record LogoutNotice
{
    /// <summary>Also the <c>jti</c>: a service that is told twice can see that it was.</summary>
    public Guid Id { get; init; }

    public string ClientId { get; init; } = "";

    public string PairwiseSubject { get; init; } = "";

    public string Sid { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public int Tries { get; init; }
}
