namespace Mesh.Cabinet.Activation;

/// <summary>One activation: a reservation until <see cref="CompletedAt"/> is set.</summary>
internal sealed record ActivationRow
{
    /// <summary>
    /// <see cref="DueAt"/> while a request of the person carries a password to the directory. It is due by any clock: the keeper counts
    /// from when it sees it first, because the clocks of two nodes may differ.
    /// </summary>
    public static readonly DateTimeOffset UnderWay = DateTimeOffset.UnixEpoch;

    public string PersonId { get; init; } = "";

    /// <summary>The directory's object bears it, so that it is provably ours (E36).</summary>
    public Guid Id { get; init; }

    public string Login { get; init; } = "";

    /// <summary>What the rules wanted before anybody else was looked at: the candidates follow from it.</summary>
    public string WantedLogin { get; init; } = "";

    /// <summary>What the person was shown.</summary>
    public string AskedLogin { get; init; } = "";

    public string? MosRuLogin { get; init; }

    public string? JournalLogin { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The account stood already and needs its password once more.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>The directory's password is that of an account which is the record's no longer; null once another was typed.</summary>
    public DateTimeOffset? UntiedAt { get; init; }

    /// <summary>
    /// When the directory's password, or the one on its way there, was mos.ru's, by the clock of mos.ru; once the person has to be asked,
    /// since when it is mos.ru's no longer. Nothing older counts.
    /// </summary>
    public DateTimeOffset? PasswordSetAt { get; init; }

    /// <summary>How we left the object's switch when we last wrote it; null if nobody knows (E56).</summary>
    public bool? LeftEnabled { get; init; }

    /// <summary>The name that works where it is not <see cref="Login"/>: an administrator gave it (E43).</summary>
    public string? DirectoryLogin { get; init; }

    /// <summary>Since when it is known that an administrator keeps the object off (E56).</summary>
    public DateTimeOffset? HeldOffAt { get; init; }

    /// <summary>How often the directory has refused this object in a row (E45).</summary>
    public int Refusals { get; init; }

    /// <summary>The directory's password is the school's own, and not the one of mos.ru (D24).</summary>
    public bool IsPasswordOwn { get; init; }

    /// <summary>When the keeper is to look at it.</summary>
    public DateTimeOffset? DueAt { get; init; }
}
