namespace Mesh.Cabinet.Provider.Tokens;

/// <summary>One token that was given out: a code, an access or refresh token, a pushed request. OpenIddict fills it in bit by bit.</summary>
internal sealed class ServiceToken
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Another with each change: of two who change one row the second is told.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    public string? ClientId { get; set; }

    public Guid? GrantId { get; set; }

    public string? Type { get; set; }

    public string? Status { get; set; }

    public string? PairwiseSubject { get; set; }

    /// <summary>What OpenIddict made of the value that was given out: who reads it cannot make the value of it.</summary>
    public string? ReferenceId { get; set; }

    /// <summary>Encrypted under a key of <see cref="Keys.ProviderKeys"/>.</summary>
    public string? Payload { get; set; }

    public string? Properties { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RedeemedAt { get; set; }

    public override string ToString() => $"{Type} {Id}";
}
